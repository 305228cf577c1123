import type { FoundHeader } from '#app/features/appels/index.server.ts'
import { findHeaderIn, keepAttributions } from '#app/features/appels/index.server.ts'
import type { Table } from '#app/lib/tables/index.ts'
import {
  type Format,
  type FormatContext,
  LICENCE_OUVERTE,
  type Plan,
  remark,
} from '#data/sources/contract.ts'

/** Lists of subsidies as authorities publish them: SCDL of any version, and what came before it. */
export const subventions: Format = {
  id: 'subventions',
  label: 'Subventions attribuées (SCDL et fichiers semblables)',
  recognise: async ({ opened, sheets }: FormatContext): Promise<Plan | null> => {
    const found: Array<{ table: Table; header: FoundHeader }> = []
    for (const { table } of sheets) {
      const header = await findHeaderIn(table)
      if (header) found.push({ table, header })
    }
    const [first, ...others] = found
    if (!first) return null
    const left = others.map(({ table }) => table.sheet ?? table.name)
    return {
      format: 'subventions',
      dataset: 'subventions',
      producer: 'collectivité ou financeur',
      licence: LICENCE_OUVERTE,
      millesime: null,
      parts: [],
      flags: [...opened.flags, ...first.table.flags, ...leftAside(first.table, left)],
      elsewhere: (facts) => keepAttributions({ ...facts, opened, ...first }),
    }
  },
}

function leftAside(read: Table, left: ReadonlyArray<string>) {
  if (left.length === 0) return []
  const message = `Plusieurs tableaux ont la forme d’une liste de subventions : seul « ${read.sheet ?? read.name} » est lu. Importez à part : ${left.join(', ')}.`
  return [remark('tableaux-non-lus', message)]
}

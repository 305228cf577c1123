import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { InvalidInput } from '#app/lib/errors.ts'
import type { FicheInput } from './fiche.schema.ts'

const references: ReadonlyArray<{ field: keyof FicheInput; table: string; key: string }> = [
  { field: 'axeId', table: 'axe', key: 'id' },
  { field: 'autresAxeIds', table: 'axe', key: 'id' },
  { field: 'themeIds', table: 'theme_transversal', key: 'id' },
  { field: 'documentIds', table: 'document_cadre', key: 'id' },
  { field: 'communeCodes', table: 'commune', key: 'code' },
  { field: 'qpvCodes', table: 'qpv', key: 'code' },
  { field: 'porteurId', table: 'organisation', key: 'id' },
  { field: 'operateurIds', table: 'organisation', key: 'id' },
  { field: 'partenaireIds', table: 'organisation', key: 'id' },
  { field: 'financeurIds', table: 'organisation', key: 'id' },
]

/** Refuses, field by field, what does not exist in this territory: a forged id is an answer to correct, not a failure. */
export async function refuseUnknownReferences(tx: Tx, input: Partial<FicheInput>): Promise<void> {
  const asked = references.flatMap(({ field, table, key }) => {
    const values = [input[field] ?? []].flat().map(String)
    return values.length === 0
      ? []
      : [
          sql`select ${field}::text as field from unnest(${values}::text[]) as asked (x)
            where not exists (select from ${sql.table(table)} known where known.territoire_id = territoire_courant() and known.${sql.ref(key)}::text = asked.x)`,
        ]
  })
  if (asked.length === 0) return
  const { rows } = await sql<{ field: string }>`${sql.join(asked, sql` union `)}`.execute(tx)
  if (rows.length === 0) return
  const sentence = 'Une des réponses n’existe pas dans ce territoire : choisissez dans la liste.'
  throw new InvalidInput(Object.fromEntries(rows.map(({ field }) => [field, [sentence]])))
}

import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { createIndicateurLocal } from './locaux.commands.server.ts'
import { listIndicateursLocaux } from './locaux.queries.server.ts'
import { inNeedOrder, type LocauxTrame, locauxTrame } from './locaux-trame.ts'

/** The indicators of the territory's own, without their figures. */
async function readLocauxTrame(tx: Tx): Promise<LocauxTrame> {
  const rows = await listIndicateursLocaux(tx)
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  return rows.map(({ code, libelle, definition, theme, nature, unite, sens, source, formule, totalId }) => ({
    code,
    libelle,
    definition,
    theme,
    nature,
    unite,
    sens,
    source,
    formule,
    totalCode: totalId ? (codes.get(totalId) ?? null) : null,
  }))
}

/** The short names that are here already. */
async function knownOfLocaux(tx: Tx): Promise<Set<string>> {
  return new Set((await listIndicateursLocaux(tx)).map(({ code }) => code))
}

/** Adds those whose short name is not here yet. @returns how many */
async function writeLocauxTrame(tx: Tx, actor: Actor, trame: LocauxTrame): Promise<number> {
  const ids = new Map((await listIndicateursLocaux(tx)).map(({ id, code }) => [code, id]))
  const missing = inNeedOrder(trame.filter(({ code }) => !ids.has(code)))
  for (const { totalCode, ...input } of missing) {
    const totalId = totalCode ? (ids.get(totalCode) ?? null) : null
    ids.set(input.code, await createIndicateurLocal(tx, actor, { ...input, totalId }))
  }
  return missing.length
}

/** The skeleton of the territory's own indicators. */
export const trameLocaux = {
  schema: locauxTrame,
  read: readLocauxTrame,
  known: knownOfLocaux,
  write: writeLocauxTrame,
}

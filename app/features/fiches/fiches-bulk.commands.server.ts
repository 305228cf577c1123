import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { FicheEtat, FicheInput } from './fiche.schema.ts'
import { moveFiche, type StoredFiche, updateFiche } from './fiches.commands.server.ts'
import { findStoredFiche } from './fiches.queries.server.ts'

export type BulkChange =
  | { kind: 'etat'; to: FicheEtat; motif: string }
  | { kind: 'axe'; axeId: string }
  | { kind: 'theme'; themeId: string; isRemoved: boolean }

export interface BulkReport {
  changed: string[]
  unchanged: string[]
  refused: Array<{ code: string; titre: string; reason: string }>
}

/** The most fiches changed at once. */
export const MAX_BULK = 200

/** Makes the same change to several fiches; each obeys its own rules, and those that cannot say why. */
export async function changeMany(
  tx: Tx,
  actor: Actor,
  ids: ReadonlyArray<string>,
  given: { change: BulkChange; today: IsoDate },
): Promise<BulkReport> {
  if (!can(actor, 'fiches.modifier')) throw new Forbidden()
  const asked = [...new Set(ids)].filter(isId)
  if (asked.length === 0) throw new Refusal('rien-de-coche', 'Cochez au moins une fiche.')
  if (asked.length > MAX_BULK)
    throw new Refusal('trop-de-fiches', `Cochez ${MAX_BULK} fiches au plus à la fois.`)
  const report: BulkReport = { changed: [], unchanged: [], refused: [] }
  for (const id of asked) {
    const fiche = await findStoredFiche(tx, actor, id)
    if (fiche) await changeOne(tx, actor, fiche, { ...given, report })
  }
  return report
}

// A refusal comes before anything is written: the others go on in the same transaction.
async function changeOne(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  given: { change: BulkChange; today: IsoDate; report: BulkReport },
): Promise<void> {
  const { change, today, report } = given
  if (isAlready(fiche, change)) {
    report.unchanged.push(fiche.code)
    return
  }
  try {
    if (change.kind === 'etat') {
      const move = { version: fiche.version, to: change.to, motif: change.motif, today }
      await moveFiche(tx, actor, fiche.id, move)
    } else {
      const input = inputOf(fiche, change)
      await updateFiche(tx, actor, fiche.id, { version: fiche.version, input, operation: 'fiche.lot' })
    }
    report.changed.push(fiche.code)
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof Forbidden)) throw error
    report.refused.push({ code: fiche.code, titre: fiche.titre, reason: error.message })
  }
}

function isAlready(fiche: StoredFiche, change: BulkChange): boolean {
  if (change.kind === 'etat') return fiche.etat === change.to
  if (change.kind === 'axe') return fiche.axeId === change.axeId
  return fiche.themeIds.includes(change.themeId) !== change.isRemoved
}

function inputOf(fiche: StoredFiche, change: Exclude<BulkChange, { kind: 'etat' }>): Partial<FicheInput> {
  if (change.kind === 'axe')
    return { axeId: change.axeId, autresAxeIds: fiche.autresAxeIds.filter((id) => id !== change.axeId) }
  const others = fiche.themeIds.filter((id) => id !== change.themeId)
  return { themeIds: change.isRemoved ? others : [...others, change.themeId] }
}

import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { changesBetween } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type FicheInput, ficheInput } from './fiche.schema.ts'
import type { FicheConflict } from './fiche-conflict.ts'
import { type Changes, fieldOf, labelsOf } from './fiche-history.server.ts'
import { type StoredFiche, updateFiche } from './fiches.commands.server.ts'

/** Operations that raise the version of a fiche by one, each with one line in the journal. */
const VERSIONED = ['fiche.modifier', 'fiche.etat', 'fiche.restaurer', 'fiche.importer', 'fiche.lot']
const line = z.record(z.string(), z.object({ avant: z.unknown(), apres: z.unknown() }))

/**
 * Saves a form. When someone saved before, compares three texts field by field (as it was read, theirs, mine) and
 * refuses with all that a person needs to choose; fields only one of the two touched are chosen already.
 */
export async function saveFiche(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  change: { version: number; input: Partial<FicheInput> },
): Promise<string> {
  try {
    return await updateFiche(tx, actor, fiche.id, change)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflit') throw error
    const details = await compare(tx, fiche, change)
    throw new Refusal('conflit', error.message, { details })
  }
}

async function compare(
  tx: Tx,
  fiche: StoredFiche,
  change: { version: number; input: Partial<FicheInput> },
): Promise<FicheConflict> {
  const since = await tx
    .selectFrom('journal')
    .select(['changements', 'auteur', 'le'])
    .where('entite', '=', 'fiche')
    .where('entiteId', '=', fiche.id)
    .where('operation', 'in', VERSIONED)
    .orderBy('id', 'desc')
    .limit(Math.max(1, fiche.version - change.version))
    .execute()
  const base = new Map<string, unknown>()
  // Oldest last: the earliest « before » is what this person had read.
  for (const { changements } of since)
    for (const [key, { avant }] of Object.entries(line.parse(changements))) base.set(key, avant)
  const keys = Object.keys(ficheInput.shape) as Array<keyof FicheInput> // keys of the schema
  const differing: Changes = changesBetween(keys, fiche, change.input)
  const labels = await labelsOf(tx, [differing])
  const lines = Object.entries(differing).map(([key, { avant: theirs, apres: mine }]) => {
    const words = fieldOf('fiche.modifier', key)
    const isMineOnly = !base.has(key)
    const isTheirsOnly =
      base.has(key) && Object.keys(changesBetween(['v'], { v: base.get(key) }, { v: mine })).length === 0
    return {
      key,
      label: words.label,
      theirs: words.text(theirs, labels),
      mine: words.text(mine, labels),
      proposed: isTheirsOnly ? ('theirs' as const) : ('mine' as const),
      isDisputed: !isMineOnly && !isTheirsOnly,
    }
  })
  const last = since[0]
  return { version: fiche.version, by: last?.auteur ?? '', at: last?.le.toISOString() ?? '', lines }
}

/** The input with the fields left where the other person put them taken out. */
export function withoutTheirs(input: FicheInput, form: FormData): Partial<FicheInput> {
  const kept = Object.entries(input).filter(([key]) => form.get(`choix-${key}`) !== 'theirs')
  return Object.fromEntries(kept)
}

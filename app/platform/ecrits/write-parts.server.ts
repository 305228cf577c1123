import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { mergeTexts } from '#app/lib/merge-texts.ts'
import { writeJournalOnce } from '../journal.server.ts'
import type { Actor } from '../permissions.ts'
import { type Ecrit, type EcritSpec, lockEcrit, mustBeOpen } from './ecrit.server.ts'
import { keepBeforeResuming } from './versions.server.ts'

export const PART_MAX = 50_000

/** What somebody typed in a part, and the text they started from. */
export interface Typed {
  cle: string
  base: string
  typed: string
}

/**
 * Takes what somebody typed in some parts. Two people never erase each other: what one typed from an older text is
 * carried onto the latest. The text is locked meanwhile. @returns the text as it is now
 */
export async function writeParts(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  given: { id: string; typed: ReadonlyArray<Typed>; now: Date },
): Promise<Ecrit> {
  await lockEcrit(tx, given.id)
  const ecrit = await spec.open(tx, actor, given.id)
  if (given.typed.length === 0) return ecrit
  mustBeOpen(ecrit)
  const texts = new Map<string, string>()
  for (const { cle, base, typed } of given.typed) {
    const part = ecrit.parts.find((its) => its.cle === cle)
    if (!part) throw new NotFound()
    const merged = mergeTexts({ base, mine: typed, theirs: part.texte })
    if (merged.length > PART_MAX)
      throw new Refusal(
        'partie-longue',
        `« ${part.label} » dépasse ${PART_MAX} caractères : déplacez une partie du texte.`,
      )
    if (merged !== part.texte) texts.set(cle, merged)
  }
  return texts.size === 0 ? ecrit : saveTexts(tx, actor, spec, { ecrit, texts, now: given.now })
}

async function saveTexts(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  { ecrit, texts, now }: { ecrit: Ecrit; texts: ReadonlyMap<string, string>; now: Date },
): Promise<Ecrit> {
  await keepBeforeResuming(tx, actor, ecrit, now)
  await spec.save(tx, actor, ecrit.id, texts)
  await writeJournalOnce(tx, actor, {
    operation: `${ecrit.entite}.ecrire`,
    entite: ecrit.entite,
    entiteId: ecrit.id,
    titre: ecrit.titre,
  })
  return {
    ...ecrit,
    parts: ecrit.parts.map((part) => ({ ...part, texte: texts.get(part.cle) ?? part.texte })),
  }
}

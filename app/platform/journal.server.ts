import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { queueEvents } from './evenements.server.ts'
import type { Actor } from './permissions.ts'

/** Before and after of one field, raw values: the words come from the fields when it is read. */
export type Change = { avant: unknown; apres: unknown }

export interface JournalLine {
  operation: string
  entite: string
  entiteId: string
  titre: string
  changements?: Record<string, Change>
}

/** Who signs a line: a person of the territory, or somebody known by what they hold, as the link of a mail. */
export type JournalAuthor = Pick<Actor, 'territoireId' | 'nom'> & { personneId: string | null }

/** Writes the journal line of a change, in the transaction of the change, and tells the tools that asked for it. */
export function writeJournal(tx: Tx, actor: JournalAuthor, line: JournalLine): Promise<void> {
  return writeJournals(tx, actor, [line])
}

/** The same for a change made to many things at once, in two statements whatever their number. */
export async function writeJournals(
  tx: Tx,
  actor: JournalAuthor,
  lines: ReadonlyArray<JournalLine>,
): Promise<void> {
  if (lines.length === 0) return
  await tx
    .insertInto('journal')
    .values(
      lines.map(({ operation, entite, entiteId, titre, changements }) => ({
        territoireId: actor.territoireId,
        id: newId(),
        personneId: actor.personneId,
        auteur: actor.nom,
        operation,
        entite,
        entiteId,
        titre,
        changements: JSON.stringify(changements ?? {}),
      })),
    )
    .execute()
  await queueEvents(tx, actor.territoireId, lines)
}

/**
 * For what is sent every second or so while somebody types: the journal says who writes, once in five minutes. The
 * texts themselves are kept elsewhere (versions of a text, minutes of a meeting).
 */
export async function writeJournalOnce(tx: Tx, actor: Actor, line: JournalLine): Promise<void> {
  const lately = await tx
    .selectFrom('journal')
    .select('id')
    .where('personneId', '=', actor.personneId)
    .where('operation', '=', line.operation)
    .where('entiteId', '=', line.entiteId)
    .where('titre', '=', line.titre)
    .where('le', '>', sql<Date>`now() - interval '5 minutes'`)
    .executeTakeFirst()
  if (!lately) await writeJournal(tx, actor, line)
}

/** The fields whose value differs, compared as JSON (lists in any order count as equal). */
export function changesBetween<Shape extends object>(
  keys: ReadonlyArray<keyof Shape & string>,
  before: Partial<Shape>,
  after: Partial<Shape>,
): Record<string, Change> {
  const changed = keys.filter((key) => key in after && canonical(before[key]) !== canonical(after[key]))
  return Object.fromEntries(
    changed.map((key) => [key, { avant: before[key] ?? null, apres: after[key] ?? null }]),
  )
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map((item) => JSON.stringify(item)).sort())
  return JSON.stringify(value ?? null)
}

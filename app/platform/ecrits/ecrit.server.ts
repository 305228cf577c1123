import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { DB } from '#app/db/types.generated.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { snake } from '../entity.server.ts'
import type { Actor, Operation } from '../permissions.ts'

/** A part of a text written by several people: what a heading is followed by. */
export interface EcritPart {
  cle: string
  label: string
  hint?: string
  texte: string
  /** What the document already takes from the project under this heading: no need to type it again. */
  pris?: ReadonlyArray<string>
}

/** A text written by several people, as it is now. */
export interface Ecrit {
  entite: string
  id: string
  titre: string
  /** The page where it is written, inside the territory: `/textes/rapport/…`. */
  lien: string
  /** The page of the document it is the text of: `/publications/rapports/…`. */
  page: string
  parts: ReadonlyArray<EcritPart>
  /** Why its text no longer changes, in a sentence; null while it does. */
  ferme: string | null
}

/** How a room opens one of its texts to several hands. */
export interface EcritSpec {
  /** Who writes it: they are the ones who can be told, and asked for a visa. */
  operation: Operation
  /** Loads it for who may write it. @throws NotFound, Forbidden */
  open: (tx: Tx, actor: Actor, id: string) => Promise<Ecrit>
  /** Writes the texts of some of its parts; each key is one of its parts. */
  save: (tx: Tx, actor: Actor, id: string, texts: ReadonlyMap<string, string>) => Promise<void>
}

/** One writer at a time on a text, whatever the table it lives in. */
export async function lockEcrit(tx: Tx, id: string): Promise<void> {
  if (!isId(id)) throw new NotFound()
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx)
}

/** @throws Refusal when its text no longer changes */
export function mustBeOpen(ecrit: Ecrit): void {
  if (ecrit.ferme) throw new Refusal('texte-ferme', ecrit.ferme)
}

/** A short mark of what the parts say: equal marks, equal texts. */
export function markOf(parts: ReadonlyArray<{ cle: string; texte: string }>): string {
  const said = parts.map(({ cle, texte }) => [cle, texte])
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)
}

/** For a text whose parts are columns of its record. */
export async function saveColumns(
  tx: Tx,
  table: keyof DB & string,
  id: string,
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  const sets = [...texts].map(([cle, texte]) => sql`${sql.ref(snake(cle))} = ${texte}`)
  await sql`update ${sql.table(snake(table))} set ${sql.join([...sets, sql`modifie_le = now()`])}
    where id = ${id} and territoire_id = territoire_courant()`.execute(tx)
}

/** The parts of a record whose texts are columns, in the order of their words. */
export function columnParts<Key extends string>(
  words: Record<Key, { label: string; hint?: string }>,
  row: Record<NoInfer<Key>, string>,
): EcritPart[] {
  const keys = Object.keys(words) as Key[] // Object.keys loses the key type
  return keys.map((cle) => {
    const { label, hint } = words[cle]
    return { cle, label, ...(hint === undefined ? {} : { hint }), texte: row[cle] }
  })
}

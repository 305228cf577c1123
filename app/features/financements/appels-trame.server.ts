import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { addAppelPart } from './appel-parts.commands.server.ts'
import { createAppel } from './appels.commands.server.ts'
import { getAppelById, listAppels } from './appels.queries.server.ts'
import { type AppelsTrame, appelsTrame } from './appels-trame.schema.ts'

/** The calls this person may read that have a form to use again, the last of each that comes back every year. */
async function readAppelsTrame(tx: Tx, actor: Actor, now: Date): Promise<AppelsTrame> {
  const rows = await listAppels(tx, actor, now)
  const whole = []
  for (const { id } of rows) whole.push(await getAppelById(tx, id))
  const families = Map.groupBy(
    whole.filter(({ pieces, criteres }) => pieces.length + criteres.length > 0),
    ({ code, exercice }) => code.replace(String(exercice), ''),
  )
  const last = [...families.values()].flatMap(
    (years) => years.toSorted((a, b) => b.exercice - a.exercice)[0] ?? [],
  )
  // The schema keeps what it names and leaves the rest.
  return appelsTrame.parse(last)
}

/** The codes of calls that are here already. */
async function knownOfAppels(tx: Tx, actor: Actor, now: Date): Promise<Set<string>> {
  return new Set((await listAppels(tx, actor, now)).map(({ code }) => code))
}

/** Adds, as drafts, the calls whose code is not here yet. @returns how many */
async function writeAppelsTrame(tx: Tx, actor: Actor, trame: AppelsTrame, now: Date): Promise<number> {
  const known = await knownOfAppels(tx, actor, now)
  const missing = trame.filter(({ code }) => !known.has(code))
  for (const { pieces, criteres, ...input } of missing) {
    const id = await createAppel(tx, actor, {
      ...input,
      documentId: null,
      contact: '',
      ouvreLe: null,
      fermeLe: null,
      axeIds: [],
      financeurIds: [],
      perimetreId: null,
    })
    for (const values of pieces) await addAppelPart(tx, actor, id, { kind: 'piece', values })
    for (const values of criteres) await addAppelPart(tx, actor, id, { kind: 'critere', values })
  }
  return missing.length
}

/** The skeleton of the calls: their forms. */
export const trameAppels = {
  schema: appelsTrame,
  read: readAppelsTrame,
  known: knownOfAppels,
  write: writeAppelsTrame,
}

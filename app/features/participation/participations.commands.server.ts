import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { type JournalAuthor, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Cible } from './cibles.server.ts'
import type { DeclarationInput } from './participation.schema.ts'
import { genreColumns, niveaux } from './participation.words.ts'
import { listTownHalls } from './participations.queries.server.ts'

/** Whether this person speaks for a commune: its référent, or the direction that writes down what it heard. */
export function canDeclare(actor: Actor, townHallId: string | undefined, communeCode: string): boolean {
  const organisationIds = townHallId ? [townHallId] : []
  return can(actor, 'participation.declarer', { organisationIds, communeCodes: [communeCode] })
}

/** What a commune says of its part in something, from a day on; what it said before is closed and kept. @returns its id */
export async function declareParticipation(
  tx: Tx,
  actor: Actor,
  asked: { communeCode: string; cible: Cible },
  input: DeclarationInput,
): Promise<string> {
  const { communeCode, cible } = asked
  await mustBeHere(tx, communeCode)
  const hall = (await listTownHalls(tx)).find((its) => its.communeCode === communeCode)
  if (!canDeclare(actor, hall?.organisationId, communeCode)) throw new Forbidden()
  return writeParticipation(tx, actor, { communeCode, cible, input, declarePar: actor.personneId })
}

export interface Written {
  communeCode: string
  cible: Pick<Cible, 'genre' | 'id' | 'nom'>
  input: DeclarationInput
  declarePar: string | null
  exemple?: boolean
}

/** The writing itself, once the right is proved: by a role, or by the link of an invitation. */
export async function writeParticipation(tx: Tx, author: JournalAuthor, written: Written): Promise<string> {
  const { communeCode, cible, input } = written
  const former = await lockOpen(tx, author.territoireId, written)
  if (former && former.debut > input.debut)
    throw new InvalidInput({
      debut: [
        `La commune a déjà dit autre chose au ${formatDate(former.debut)} : choisissez une date d’après.`,
      ],
    })
  const isSameDay = former?.debut === input.debut
  const id = isSameDay ? former.id : newId()
  const declarant = written.declarePar ? '' : author.nom
  if (former && !isSameDay)
    await sql`update participation set fin = ${input.debut} where territoire_id = ${author.territoireId} and id = ${former.id}`.execute(
      tx,
    )
  // Said again the same day: the first words stay in the journal.
  if (isSameDay)
    await sql`update participation set niveau = ${input.niveau}, pourquoi = ${input.pourquoi}, declare_par = ${written.declarePar}, declarant = ${declarant}
      where territoire_id = ${author.territoireId} and id = ${id}`.execute(tx)
  else
    await sql`insert into participation (territoire_id, id, commune_code, ${sql.ref(genreColumns[cible.genre])}, niveau, pourquoi, debut, declare_par, declarant, exemple)
      values (${author.territoireId}, ${id}, ${communeCode}, ${cible.id}, ${input.niveau}, ${input.pourquoi}, ${input.debut}, ${written.declarePar},
        ${declarant}, ${written.exemple ?? false})`.execute(tx)
  await writeJournal(tx, author, {
    operation: 'participation.declarer',
    entite: 'participation',
    entiteId: id,
    titre: `${communeCode} : ${cible.nom}`,
    changements: {
      niveau: { avant: former ? niveaux[former.niveau] : null, apres: niveaux[input.niveau] },
      pourquoi: { avant: null, apres: input.pourquoi },
      debut: { avant: null, apres: input.debut },
    },
  })
  return id
}

async function lockOpen(tx: Tx, territoireId: string, { communeCode, cible }: Written) {
  const { rows } = await sql<{ id: string; debut: IsoDate; niveau: keyof typeof niveaux }>`
    select id, debut, niveau from participation where territoire_id = ${territoireId} and commune_code = ${communeCode} and cible = ${cible.id}
      and fin is null for update`.execute(tx)
  return rows[0]
}

/** A commune of the territory, or NotFound. */
export async function mustBeHere(tx: Tx, communeCode: string): Promise<void> {
  const { rows } =
    await sql`select from commune where territoire_id = territoire_courant() and code = ${communeCode}`.execute(
      tx,
    )
  if (rows.length === 0) throw new NotFound()
}

/** Refuses a link that came too late or was used. */
export function refuseLate(its: { expireLe: Date; reponse: string | null }, now: Date): void {
  if (its.reponse !== null)
    throw new Refusal(
      'deja-repondu',
      'Une réponse a déjà été donnée par ce lien. Pour en changer, connectez-vous ou écrivez à l’équipe du projet.',
    )
  if (its.expireLe < now)
    throw new Refusal('trop-tard', 'Ce lien n’est plus valable : demandez-en un autre à l’équipe du projet.')
}

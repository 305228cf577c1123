import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { writeJournal } from '../journal.server.ts'
import { notify, peopleWith } from '../notifications.server.ts'
import type { Actor } from '../permissions.ts'
import { type Ecrit, type EcritSpec, lockEcrit } from './ecrit.server.ts'
import { keepVersion } from './versions.server.ts'

export const visaReponses = { vise: 'Visa donné', reserve: 'Réserve' } as const
export type VisaReponse = keyof typeof visaReponses

export interface Visa {
  id: string
  personneId: string
  nom: string
  numero: number
  demandeLe: Date
  reponse: VisaReponse | null
  motif: string
  reponduLe: Date | null
  /** The text has changed since the version it was asked on. */
  perime: boolean
}

/** The visas asked on a text, the latest of each person: an older one was answered on a text that is gone. */
export async function listVisas(tx: Tx, ecrit: Ecrit): Promise<Visa[]> {
  const now = JSON.stringify(ecrit.parts.map(({ cle, label, texte }) => ({ cle, label, texte })))
  const { rows } = await sql<Visa>`
    select distinct on (p.nom, s.personne_id) s.id, s.personne_id, p.nom, v.numero, s.demande_le, s.reponse, s.motif, s.repondu_le,
      v.contenu <> ${now}::jsonb as perime
    from ecrit_visa s join ecrit_version v on v.territoire_id = s.territoire_id and v.id = s.version_id
      join personne p on p.territoire_id = s.territoire_id and p.id = s.personne_id
    where s.territoire_id = territoire_courant() and v.entite = ${ecrit.entite} and v.entite_id = ${ecrit.id}
    order by p.nom, s.personne_id, v.numero desc`.execute(tx)
  return rows
}

/** Who else writes this kind of text, to be told or asked. */
export async function listWriters(tx: Tx, actor: Actor, spec: EcritSpec) {
  const ids = (await peopleWith(tx, spec.operation)).filter((id) => id !== actor.personneId)
  if (ids.length === 0) return []
  return tx
    .selectFrom('personne')
    .select(['id as value', 'nom as label'])
    .where('id', 'in', ids)
    .where('archiveLe', 'is', null)
    .orderBy('nom')
    .execute()
}

/** Asks some people for their visa on the text as it is now: that version is kept, and they are told. */
export async function askVisas(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  { id, personneIds }: { id: string; personneIds: ReadonlyArray<string> },
): Promise<void> {
  await lockEcrit(tx, id)
  const ecrit = await spec.open(tx, actor, id)
  const known = new Set((await listWriters(tx, actor, spec)).map(({ value }) => value))
  const asked = [...new Set(personneIds)].filter((one) => known.has(one))
  if (asked.length === 0)
    throw new Refusal('visa-sans-personne', 'Choisissez au moins une personne.', { field: 'personneIds' })
  const version = await keepVersion(tx, actor, ecrit, 'Soumise à visa')
  await forgetUnanswered(tx, ecrit, asked)
  await tx
    .insertInto('ecritVisa')
    .values(
      asked.map((personneId) => ({
        territoireId: actor.territoireId,
        id: newId(),
        versionId: version.id,
        personneId,
        demandePar: actor.personneId,
        lien: ecrit.lien,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await say(tx, actor, ecrit, { verb: 'demander_visa', apres: `${asked.length}, version ${version.numero}` })
  const objet = `${actor.nom} vous demande votre visa : ${ecrit.titre}`
  await notify(tx, actor, { personneIds: asked, objet, lien: ecrit.lien })
}

/** Asked again on a newer text, an older request nobody answered no longer waits. */
async function forgetUnanswered(tx: Tx, ecrit: Ecrit, personneIds: ReadonlyArray<string>): Promise<void> {
  await sql`delete from ecrit_visa s using ecrit_version v
    where s.territoire_id = territoire_courant() and v.territoire_id = s.territoire_id and v.id = s.version_id
      and v.entite = ${ecrit.entite} and v.entite_id = ${ecrit.id}
      and s.reponse is null and s.personne_id = any(${[...personneIds]}::uuid[])`.execute(tx)
}

/** The answer of who was asked. A reserve says what to change; given again, the last answer counts. */
export async function answerVisa(
  tx: Tx,
  actor: Actor,
  spec: EcritSpec,
  answer: { id: string; visaId: string; reponse: VisaReponse; motif: string },
): Promise<void> {
  await lockEcrit(tx, answer.id)
  const ecrit = await spec.open(tx, actor, answer.id)
  const visa = isId(answer.visaId)
    ? (await listVisas(tx, ecrit)).find((its) => its.id === answer.visaId)
    : undefined
  if (visa?.personneId !== actor.personneId) throw new NotFound()
  const { reponse, motif } = answer
  if (reponse === 'reserve' && motif === '')
    throw new Refusal(
      'reserve-sans-texte',
      'Dites ce qu’il faut changer : une réserve sans texte n’aide personne.',
      {
        field: 'motif',
      },
    )
  const row = await tx
    .updateTable('ecritVisa')
    .set({ reponse, motif, reponduLe: new Date() })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', answer.visaId)
    .returning('demandePar')
    .executeTakeFirstOrThrow()
  await say(tx, actor, ecrit, { verb: 'viser', apres: `${visaReponses[reponse]}, version ${visa.numero}` })
  const objet = `${actor.nom} a répondu : ${visaReponses[reponse].toLowerCase()} sur ${ecrit.titre}`
  await notify(tx, actor, { personneIds: row.demandePar ? [row.demandePar] : [], objet, lien: ecrit.lien })
}

/** How many visas wait for this person, and where when there is only one. */
export async function countVisasToGive(
  tx: Tx,
  actor: Actor,
): Promise<{ nombre: number; cle: string | null }> {
  const rows = await tx
    .selectFrom('ecritVisa')
    .select('lien')
    .where('personneId', '=', actor.personneId)
    .where('reponse', 'is', null)
    .distinct()
    .execute()
  return { nombre: rows.length, cle: rows.length === 1 ? (rows[0]?.lien ?? null) : null }
}

function say(
  tx: Tx,
  actor: Actor,
  ecrit: Ecrit,
  { verb, apres }: { verb: string; apres: string },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `${ecrit.entite}.${verb}`,
    entite: ecrit.entite,
    entiteId: ecrit.id,
    titre: ecrit.titre,
    changements: { visa: { avant: null, apres } },
  })
}

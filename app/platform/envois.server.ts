import { sql } from 'kysely'
import type { Db } from '#app/db/connection.server.ts'
import { newId } from '#app/lib/ids.ts'
import { postSigned, type Tried } from './envoi-http.server.ts'
import { unseal } from './seal.server.ts'

/** Minutes before each new try; after the last one the sending is given up, and the log says why. */
const BACKOFF_MINUTES = [1, 5, 30, 120, 720]
/** So many failures one after the other, whatever was sent, and the tool is no longer told. */
const FAILURES_BEFORE_SUSPENSION = 10
const LEASE_MINUTES = 5
const BATCH = 20
const GONE = 410

/** The key of the secrets of subscriptions. */
export const webhookKey = (secret: string) => ({ secret, use: 'abonnement.secret' })

interface Taken {
  territoireId: string
  id: string
  abonnementId: string
  corps: string
  tentatives: number
  url: string
  nom: string
  secretChiffre: string
  echecsSuite: number
  creePar: string | null
}

export interface SendingAsked {
  /** The secret of the installation. */
  secret: string
  allowPrivate: boolean
  now: Date
}

export interface Sent {
  recus: number
  reportes: number
  abandonnes: number
}

/** Sends what waits, each by one process only. One that dies leaves its sendings to the others after a delay. */
export async function deliverEvents(db: Db, asked: SendingAsked): Promise<Sent> {
  const done: Sent = { recus: 0, reportes: 0, abandonnes: 0 }
  for (;;) {
    const taken = await take(db, asked.now)
    const ends = await Promise.all(taken.map((its) => deliver(db, its, asked)))
    for (const end of ends) done[end] += 1
    if (taken.length < BATCH) return done
  }
}

async function take(db: Db, now: Date): Promise<Taken[]> {
  const until = new Date(now.getTime() + LEASE_MINUTES * 60_000)
  const { rows } = await sql<Taken>`
    update envoi_evenement e set tentatives = e.tentatives + 1, prochain_essai_le = ${until}
    from abonnement a
    where a.territoire_id = e.territoire_id and a.id = e.abonnement_id and (e.territoire_id, e.id) in (
      select w.territoire_id, w.id from envoi_evenement w
      join abonnement b on b.territoire_id = w.territoire_id and b.id = w.abonnement_id and b.etat = 'actif'
      where w.etat = 'a_envoyer' and w.prochain_essai_le <= ${now}
      order by w.id limit ${BATCH} for update of w skip locked)
    returning e.territoire_id, e.id, e.abonnement_id, e.corps, e.tentatives, a.url, a.nom, a.secret_chiffre,
      a.echecs_suite, a.cree_par`.execute(db)
  return rows
}

async function deliver(db: Db, its: Taken, { secret, allowPrivate, now }: SendingAsked): Promise<keyof Sent> {
  const key = unseal(webhookKey(secret), its.secretChiffre, its.abonnementId)
  const tried = key
    ? await postSigned({ id: its.id, body: its.corps, at: now, url: its.url, secret: key, allowPrivate })
    : {
        code: null,
        erreur: 'Le secret a été chiffré par une autre installation : renouvelez-le.',
        dureeMs: 0,
      }
  const received = tried.erreur === ''
  const minutes = received ? undefined : BACKOFF_MINUTES[its.tentatives - 1]
  const etat = received ? 'recu' : minutes === undefined || tried.code === GONE ? 'abandonne' : 'a_envoyer'
  await db.transaction().execute(async (tx) => {
    await sql`update envoi_evenement set etat = ${etat},
        prochain_essai_le = ${new Date(now.getTime() + (minutes ?? 0) * 60_000)},
        essais = essais || ${JSON.stringify([{ le: now.toISOString(), ...tried }])}::jsonb
      where territoire_id = ${its.territoireId} and id = ${its.id}`.execute(tx)
    if (received) await forget(tx, its)
    else await noteFailure(tx, its, { tried, abandoned: etat === 'abandonne' })
  })
  if (received) return 'recus'
  return etat === 'abandonne' ? 'abandonnes' : 'reportes'
}

async function forget(db: Db, { territoireId, abonnementId }: Taken): Promise<void> {
  await sql`update abonnement set echecs_suite = 0
    where territoire_id = ${territoireId} and id = ${abonnementId} and echecs_suite > 0`.execute(db)
}

async function noteFailure(
  db: Db,
  { territoireId, abonnementId, nom, creePar }: Taken,
  { tried, abandoned }: { tried: Tried; abandoned: boolean },
): Promise<void> {
  const motif = tried.code === GONE ? 'L’outil a répondu qu’il n’est plus là (410).' : tried.erreur
  const { rows } = await sql<{ etat: string }>`update abonnement set echecs_suite = echecs_suite + 1,
      etat = case when ${abandoned} or echecs_suite + 1 >= ${FAILURES_BEFORE_SUSPENSION} then 'suspendu' else etat end,
      motif = ${motif}
    where territoire_id = ${territoireId} and id = ${abonnementId} and etat = 'actif' returning etat`.execute(
    db,
  )
  if (rows[0]?.etat !== 'suspendu' || !creePar) return
  await db
    .insertInto('notification')
    .values({
      territoireId,
      id: newId(),
      personneId: creePar,
      objet: `L’abonnement « ${nom} » est suspendu : ${motif}`,
      lien: `/publications/abonnements/${abonnementId}`,
    })
    .execute()
}

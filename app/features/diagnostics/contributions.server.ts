import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { parisInstant } from '#app/lib/paris-time.ts'
import { parseEtiquettes } from './observation.rules.ts'
import type { ContributionInput } from './observation.schema.ts'
import { refusePersonal } from './observations.commands.server.ts'

const DOMAIN = 'maillage.appel-terrain'
const MOST_PER_LINK = 50

/** A link that nobody can make up: a random part and its signature by this installation. */
export function signedJeton(secret: string): { jeton: string; empreinte: string } {
  const body = randomBytes(24).toString('base64url')
  const jeton = `${body}.${signatureOf(secret, body)}`
  return { jeton, empreinte: empreinteOf(jeton) }
}

function signatureOf(secret: string, body: string): string {
  return createHmac('sha256', secret).update(`${DOMAIN} ${body}`).digest('base64url')
}

function empreinteOf(jeton: string): string {
  return createHash('sha256').update(jeton).digest('hex')
}

function isSigned(secret: string, jeton: string): boolean {
  const [body = '', signature = ''] = jeton.split('.')
  const expected = Buffer.from(signatureOf(secret, body))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The end of a link opened today for some days: the last minute of its last day. */
export function endOfAppel(today: IsoDate, jours: number): Date {
  return parisInstant(addDays(today, jours), '23:59')
}

export interface OpenAppel {
  id: string
  territoireId: string
  territoire: string
  diagnosticId: string
  diagnostic: string
  annee: number
  axeId: string | null
  destinataire: string
  expireLe: Date
}

export interface AppelAsked {
  secret: string
  jeton: string
  now: Date
}

/** What a link opens on. @throws NotFound when it is wrong, over or closed: all three look the same */
export async function getAppel(db: Db | Tx, { secret, jeton, now }: AppelAsked): Promise<OpenAppel> {
  if (!isSigned(secret, jeton)) throw new NotFound()
  const { rows } = await sql<OpenAppel>`
    select a.id, a.territoire_id, t.nom as territoire, d.id as diagnostic_id, d.titre as diagnostic, d.annee, d.axe_id,
      a.destinataire, a.expire_le
    from appel_terrain a
    join diagnostic d on d.territoire_id = a.territoire_id and d.id = a.diagnostic_id
    join territoire t on t.id = a.territoire_id
    where a.empreinte = ${empreinteOf(jeton)} and a.clos_le is null and a.expire_le > ${now}
      and d.etat <> 'valide' and d.archive_le is null`.execute(db)
  const [found] = rows
  if (!found) throw new NotFound()
  return found
}

/** The places a contributor may speak of: those of the diagnosis. */
export function listPlacesOf(db: Db, appel: OpenAppel) {
  return inTerritoire(db, appel.territoireId, async (tx) => ({
    communes: await tx
      .selectFrom('diagnosticCommune as l')
      .innerJoin('commune as c', 'c.code', 'l.communeCode')
      .select(['c.code as value', 'c.nom as label'])
      .where('l.diagnosticId', '=', appel.diagnosticId)
      .orderBy('c.nom')
      .execute(),
    qpvs: await tx
      .selectFrom('diagnosticQpv as l')
      .innerJoin('qpv as q', 'q.code', 'l.qpvCode')
      .select(['q.code as value', 'q.nom as label'])
      .where('l.diagnosticId', '=', appel.diagnosticId)
      .orderBy('q.nom')
      .execute(),
  }))
}

/** Keeps what a partner writes through a link, under the function it signs with. @returns the id of the observation */
export function contribute(
  db: Db,
  asked: AppelAsked,
  given: { input: ContributionInput; confirmed: boolean },
): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const appel = await getAppel(tx, asked)
    const { input } = given
    refusePersonal([input.texte, input.sources, input.contributeur], given.confirmed)
    await refuseTooMany(tx, appel)
    const id = newId()
    await insertContribution(tx, appel, id, input)
    await tx
      .insertInto('journal')
      .values({
        territoireId: appel.territoireId,
        id: newId(),
        personneId: null,
        auteur: `${input.contributeur} (par lien)`,
        operation: 'observation.creer',
        entite: 'observation',
        entiteId: id,
        titre: input.texte.slice(0, 80),
      })
      .execute()
    return id
  })
}

async function refuseTooMany(tx: Tx, { id }: OpenAppel): Promise<void> {
  const { count } = await tx
    .selectFrom('observation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('appelId', '=', id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= MOST_PER_LINK)
    throw new Refusal('lien-plein', 'Ce lien a déjà reçu beaucoup d’observations : demandez-en un autre.')
}

async function insertContribution(
  tx: Tx,
  { territoireId, axeId, id: appelId, diagnosticId }: OpenAppel,
  id: string,
  { communes, qpvs, etiquettes, ...values }: ContributionInput,
): Promise<void> {
  const tags = parseEtiquettes(etiquettes).join(', ')
  await tx
    .insertInto('observation')
    .values({ territoireId, id, axeId, appelId, etiquettes: tags, ...values })
    .execute()
  // Only places of the diagnosis: a link is no way to write elsewhere.
  await sql`insert into observation_commune (territoire_id, observation_id, commune_code)
    select territoire_id, ${id}, commune_code from diagnostic_commune
    where territoire_id = ${territoireId} and diagnostic_id = ${diagnosticId} and commune_code = any(${communes})`.execute(
    tx,
  )
  await sql`insert into observation_qpv (territoire_id, observation_id, qpv_code)
    select territoire_id, ${id}, qpv_code from diagnostic_qpv
    where territoire_id = ${territoireId} and diagnostic_id = ${diagnosticId} and qpv_code = any(${qpvs})`.execute(
    tx,
  )
}

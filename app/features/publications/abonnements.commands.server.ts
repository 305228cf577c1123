import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { type EntitySpec, getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { newWebhookSecret } from '#app/platform/envoi-http.server.ts'
import { webhookKey } from '#app/platform/envois.server.ts'
import { queueEvent } from '#app/platform/evenements.server.ts'
import { ESSAI } from '#app/platform/evenements.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { isPublicAddress } from '#app/platform/public-address.server.ts'
import { seal } from '#app/platform/seal.server.ts'
import { type AbonnementInput, abonnementInput } from './abonnement.schema.ts'
import { mustManageInterfaces } from './jetons.server.ts'

const abonnementSpec = {
  entite: 'abonnement',
  table: 'abonnement',
  schema: abonnementInput,
  titre: ({ nom }) => `Abonnement : ${nom}`,
} satisfies EntitySpec<typeof abonnementInput>

/** What the installation lends: its secret, and whether it sends inside its own network. */
export interface WebhookMeans {
  secret: string
  allowPrivate: boolean
}

/** Subscribes a tool. @returns its id, and the secret that signs, told this once */
export async function createAbonnement(
  tx: Tx,
  actor: Actor,
  { input, means }: { input: AbonnementInput; means: WebhookMeans },
): Promise<{ id: string; secret: string }> {
  mustManageInterfaces(actor)
  refusePrivate(input.url, means)
  const [id, secret] = [newId(), newWebhookSecret()]
  const secretChiffre = seal(webhookKey(means.secret), secret, id)
  const extra = { secretChiffre, creePar: actor.personneId }
  await insertEntity(tx, actor, abonnementSpec, { id, values: input, extra })
  return { id, secret }
}

/** Refused as it is typed when that can be told; a name is judged again at each sending, once it is resolved. */
function refusePrivate(address: string, { allowPrivate }: WebhookMeans): void {
  if (allowPrivate) return
  const { protocol, hostname } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isNumber = /^[\d.]+$/.test(host) || host.includes(':')
  const isLocal = host === 'localhost' || /\.(localhost|local|internal|lan|home\.arpa)$/.test(host)
  if (protocol !== 'https:')
    throw new Refusal('adresse-non-chiffree', 'L’adresse doit commencer par https://.', { field: 'url' })
  if (isLocal || (isNumber && !isPublicAddress(host)))
    throw new Refusal('adresse-privee', 'Cette adresse est privée : rien n’y sera envoyé.', { field: 'url' })
}

export async function updateAbonnement(
  tx: Tx,
  actor: Actor,
  id: string,
  { input, version, means }: { input: AbonnementInput; version: number; means: WebhookMeans },
): Promise<void> {
  mustManageInterfaces(actor)
  refusePrivate(input.url, means)
  await updateEntity(tx, actor, abonnementSpec, { id, version, changes: input })
}

/** A new secret; the old one signs nothing more. @returns the secret, told this once */
export async function renewSecret(tx: Tx, actor: Actor, id: string, means: WebhookMeans): Promise<string> {
  const { nom } = await getAbonnement(tx, actor, id)
  const secret = newWebhookSecret()
  await tx
    .updateTable('abonnement')
    .set({ secretChiffre: seal(webhookKey(means.secret), secret, id) })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await note(tx, actor, { id, nom, operation: 'abonnement.renouveler' })
  return secret
}

/** Stopped, nothing more is put in its queue; taken up again, it starts from now, what waited included. */
export async function setAbonnementEtat(
  tx: Tx,
  actor: Actor,
  id: string,
  etat: 'actif' | 'arrete',
): Promise<void> {
  const { nom } = await getAbonnement(tx, actor, id)
  await tx
    .updateTable('abonnement')
    .set({ etat, echecsSuite: 0, motif: '' })
    .where('territoireId', '=', actor.territoireId)
    .where('id', '=', id)
    .execute()
  await note(tx, actor, { id, nom, operation: 'abonnement.deplacer' })
}

/** Something to receive, to see whether it does. */
export async function sendTest(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { nom } = await getAbonnement(tx, actor, id)
  await mustBeActive(tx, id)
  const data = { message: `Essai de l’abonnement « ${nom} ».` }
  await queueEvent(tx, { territoireId: actor.territoireId, abonnementId: id, evenement: ESSAI, data })
}

/** Sends again, byte for byte, under a number of its own: what a tool lost can be asked for. */
export async function replayEnvoi(
  tx: Tx,
  actor: Actor,
  { id, envoiId }: { id: string; envoiId: string },
): Promise<void> {
  await getAbonnement(tx, actor, id)
  await mustBeActive(tx, id)
  if (!isId(envoiId)) throw new NotFound()
  const { numAffectedRows } = await sql`insert into envoi_evenement
      (territoire_id, id, abonnement_id, evenement, corps, prochain_essai_le, rejoue_de)
    select territoire_id, ${newId()}, abonnement_id, evenement, corps, now(), id from envoi_evenement
    where territoire_id = ${actor.territoireId} and id = ${envoiId} and abonnement_id = ${id}`.execute(tx)
  if (!numAffectedRows) throw new NotFound()
}

async function mustBeActive(tx: Tx, id: string): Promise<void> {
  const row = await tx.selectFrom('abonnement').select('etat').where('id', '=', id).executeTakeFirstOrThrow()
  if (row.etat !== 'actif')
    throw new Refusal(
      'abonnement-arrete',
      'Reprenez d’abord l’abonnement : rien ne part tant qu’il est arrêté.',
    )
}

/** The subscription with its fields, or NotFound. */
export async function getAbonnement(tx: Tx, actor: Actor, id: string) {
  mustManageInterfaces(actor)
  return getEntity(tx, abonnementSpec, id)
}

function note(tx: Tx, actor: Actor, { id, nom, operation }: { id: string; nom: string; operation: string }) {
  return writeJournal(tx, actor, {
    operation,
    entite: 'abonnement',
    entiteId: id,
    titre: `Abonnement : ${nom}`,
  })
}

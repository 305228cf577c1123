import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { ensureCompte, findCompteByEmail } from '#app/platform/comptes.server.ts'
import { getEntity, insertEntity } from '#app/platform/entity.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can, type Role, roleNames } from '#app/platform/permissions.ts'
import { INVITATION_DAYS, impossiblePeriod } from './affectation.rules.ts'
import type { InvitationInput } from './personne.schema.ts'
import { affectationSpec, personneSpec } from './personne.spec.ts'

export interface InvitationSending {
  /** The address of this Maillage, for the link. */
  publicUrl: string
  now: Date
}

/** Invites somebody: a person, a role, and a mail with a link that works once. @returns the id of the person */
export async function invitePersonne(
  tx: Tx,
  actor: Actor,
  input: InvitationInput,
  sending: InvitationSending,
): Promise<string> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  const problem = impossiblePeriod(input)
  if (problem) throw problem
  const { nom, courriel, ...affectation } = input
  const known = await tx
    .selectFrom('personne')
    .select(['id', 'compteId'])
    .where('territoireId', '=', actor.territoireId)
    .where('courriel', '=', courriel)
    .where('archiveLe', 'is', null)
    .executeTakeFirst()
  if (known?.compteId)
    throw new Refusal(
      'deja-la',
      'Cette personne a déjà un compte ici : ouvrez sa page et donnez-lui un rôle.',
      {
        field: 'courriel',
      },
    )
  const values = { nom, courriel, telephone: null }
  const personneId = known?.id ?? (await insertEntity(tx, actor, personneSpec, { values }))
  const extra = { personneId, etat: 'active' }
  const affectationId = await insertEntity(tx, actor, affectationSpec, { values: affectation, extra })
  await sendInvitation(tx, actor, { affectationId, courriel, role: input.role }, sending)
  return personneId
}

/** Sends a new link for a role that nobody took yet; the former link stops working. */
export async function resendInvitation(
  tx: Tx,
  actor: Actor,
  affectationId: string,
  sending: InvitationSending,
): Promise<void> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  const affectation = await getEntity(tx, affectationSpec, affectationId)
  const personne = await tx
    .selectFrom('affectation as a')
    .innerJoin('personne as p', (join) =>
      join.onRef('p.territoireId', '=', 'a.territoireId').onRef('p.id', '=', 'a.personneId'),
    )
    .select(['p.courriel', 'p.compteId'])
    .where('a.territoireId', '=', actor.territoireId)
    .where('a.id', '=', affectationId)
    .executeTakeFirst()
  if (!personne?.courriel || personne.compteId)
    throw new Refusal(
      'sans-invitation',
      'Cette personne a déjà un compte, ou n’a pas d’adresse électronique.',
    )
  await revokeInvitations(tx, actor, affectationId, sending.now)
  await sendInvitation(
    tx,
    actor,
    { affectationId, courriel: personne.courriel, role: affectation.role },
    sending,
  )
}

async function revokeInvitations(tx: Tx, actor: Actor, affectationId: string, now: Date): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ revoqueeLe: now })
    .where('territoireId', '=', actor.territoireId)
    .where('affectationId', '=', affectationId)
    .where('accepteeLe', 'is', null)
    .where('revoqueeLe', 'is', null)
    .execute()
}

async function sendInvitation(
  tx: Tx,
  actor: Actor,
  given: { affectationId: string; courriel: string; role: Role },
  sending: InvitationSending,
): Promise<void> {
  const jeton = randomBytes(32).toString('base64url')
  await tx
    .insertInto('invitation')
    .values({
      territoireId: actor.territoireId,
      id: newId(),
      affectationId: given.affectationId,
      courriel: given.courriel,
      empreinte: empreinteOf(jeton),
      expireLe: new Date(sending.now.getTime() + INVITATION_DAYS * 86_400_000),
    })
    .execute()
  const { nom } = await tx.selectFrom('territoire').select('nom').executeTakeFirstOrThrow()
  const text = `Bonjour,\n\n${actor.nom} vous invite à rejoindre l’espace de travail du projet de cohésion sociale de ${nom}, avec le rôle « ${roleNames[given.role]} ».\n\nOuvrez ce lien dans les ${INVITATION_DAYS} jours pour choisir votre mot de passe. Il ne fonctionne qu’une fois :\n${sending.publicUrl}/connexion/invitation/${jeton}\n\nSi vous n’attendiez pas cette invitation, ignorez ce message.\n`
  await queueMail(tx, {
    to: given.courriel,
    subject: `Invitation à rejoindre Maillage, ${nom}`,
    text,
    territoireId: actor.territoireId,
  })
}

// What the database keeps cannot be used as a link.
function empreinteOf(jeton: string): string {
  return createHash('sha256').update(jeton).digest('hex')
}

export interface OpenInvitation {
  id: string
  territoireId: string
  territoire: string
  slug: string
  courriel: string
  nom: string
  personneId: string
  role: Role
  /** There is an account with this address already: it signs in instead of choosing a password. */
  compteId: string | null
}

/** The invitation of a link, under the owner's role: the visitor is nobody yet. NotFound once used, revoked or late. */
export async function getInvitation(db: Db | Tx, jeton: string, now: Date): Promise<OpenInvitation> {
  const { rows } = await sql<Omit<OpenInvitation, 'compteId'>>`
    select i.id, i.territoire_id, t.nom as territoire, t.slug, i.courriel, p.nom, p.id as personne_id, a.role
    from invitation i join territoire t on t.id = i.territoire_id
    join affectation a on a.territoire_id = i.territoire_id and a.id = i.affectation_id
    join personne p on p.territoire_id = a.territoire_id and p.id = a.personne_id
    where i.empreinte = ${empreinteOf(jeton)} and i.acceptee_le is null and i.revoquee_le is null and i.expire_le > ${now}
      and a.etat = 'active' and (a.fin is null or a.fin > ${now}::date) and p.archive_le is null and p.compte_id is null
    for update of i`.execute(db)
  const found = rows[0]
  if (!found)
    throw new NotFound(
      'Ce lien d’invitation n’est plus valable : il a déjà servi, il a été remplacé ou il est trop ancien. Demandez-en un nouveau.',
    )
  return { ...found, compteId: await findCompteByEmail(db, found.courriel) }
}

/**
 * Accepts: the account is made with its password, or the one signed in is taken when the address is already known.
 * @returns the invitation, used now
 */
export async function acceptInvitation(
  db: Db,
  jeton: string,
  given: { empreinteMotDePasse: string | null; compteId: string | null; now: Date },
): Promise<OpenInvitation> {
  return db.transaction().execute(async (tx) => {
    const invitation = await getInvitation(tx, jeton, given.now)
    const compteId = await compteFor(tx, invitation, given)
    await tx
      .updateTable('invitation')
      .set({ accepteeLe: given.now })
      .where('id', '=', invitation.id)
      .execute()
    await tx
      .updateTable('personne')
      .set({ compteId })
      .where('territoireId', '=', invitation.territoireId)
      .where('id', '=', invitation.personneId)
      .execute()
    await tx
      .insertInto('journal')
      .values({
        territoireId: invitation.territoireId,
        id: newId(),
        personneId: invitation.personneId,
        auteur: invitation.nom,
        operation: 'invitation.accepter',
        entite: 'personne',
        entiteId: invitation.personneId,
        titre: invitation.nom,
      })
      .execute()
    return invitation
  })
}

async function compteFor(
  tx: Tx,
  invitation: OpenInvitation,
  given: { empreinteMotDePasse: string | null; compteId: string | null },
): Promise<string> {
  if (invitation.compteId) {
    if (invitation.compteId === given.compteId) return invitation.compteId
    throw new Refusal(
      'compte-connu',
      `Un compte existe déjà pour ${invitation.courriel} : connectez-vous avec lui, puis rouvrez ce lien.`,
    )
  }
  if (!given.empreinteMotDePasse)
    throw new Refusal('mot-de-passe-absent', 'Choisissez un mot de passe.', { field: 'motDePasse' })
  return ensureCompte(tx, {
    courriel: invitation.courriel,
    nom: invitation.nom,
    empreinte: given.empreinteMotDePasse,
  })
}

/** Takes back an invitation that was not accepted. */
export async function revokeInvitation(
  tx: Tx,
  actor: Actor,
  affectationId: string,
  now: Date,
): Promise<void> {
  if (!can(actor, 'comptes.gerer')) throw new Forbidden()
  if (!isId(affectationId)) throw new NotFound()
  await revokeInvitations(tx, actor, affectationId, now)
}

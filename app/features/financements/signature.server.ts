import { type SqlBool, sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { formatInstant, parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf, newJeton } from '#app/platform/jetons.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { endOfGrace, submissionWindow } from './appel.rules.ts'
import { getAppelById } from './appels.queries.server.ts'
import { deposit } from './depot.server.ts'
import { dossierSpec } from './dossier.spec.ts'
import type { Attestation } from './dossier.words.ts'
import { examine } from './dossier-examen.server.ts'
import { lockDossier } from './dossier-steps.commands.server.ts'
import { type Dossier, loadDossier } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'

export interface SignatureAsked {
  nom: string
  fonction: string
  courriel: string
  publicUrl: string
  now: Date
}

/** Sends the dossier to its legal representative: a mail with a link to read it, attest, and submit it. */
export async function askSignature(tx: Tx, actor: Actor, id: string, asked: SignatureAsked): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!canCarry(actor, dossier)) throw new Forbidden()
  if (dossier.etat !== 'brouillon')
    throw new Refusal('deja-envoye', 'Ce dossier est déjà à la signature ou déposé.')
  const appel = await getAppelById(tx, dossier.appelId)
  const window = submissionWindow(appel, dossier.depotCommenceLe, asked.now)
  if (!window.open) throw new Refusal('hors-delai', window.sentence)
  const missing = await examine(tx, dossier, { appel, today: parisDate(asked.now) })
  if (missing.length > 0)
    throw new Refusal('dossier-incomplet', `Il manque encore : ${missing.map((its) => its.text).join(' ')}`, {
      details: { missing },
    })
  if (asked.nom.trim() === '' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(asked.courriel))
    throw new Refusal('signataire', 'Donnez le nom et le courriel de la personne qui signe.', {
      field: 'signataireCourriel',
    })
  const { jeton, empreinte } = newJeton()
  await forgetLinks(tx, dossier.id)
  await tx
    .insertInto('dossierSignature')
    .values({
      territoireId: actor.territoireId,
      empreinte,
      dossierId: dossier.id,
      nom: asked.nom.trim(),
      fonction: asked.fonction.trim(),
      courriel: asked.courriel,
      expireLe: endOfGrace(appel) ?? asked.now,
    })
    .execute()
  await setEtat(tx, actor, { dossier, etat: 'a_signer', operation: 'dossier.demander' })
  await queueMail(tx, {
    to: asked.courriel,
    subject: `À signer : ${dossier.titre}`,
    text: `${actor.nom} vous demande de signer le dossier « ${dossier.titre} » de ${dossier.porteur}, pour ${appel.titre}.\n\nLisez-le, attestez et déposez-le ici, sans compte ni mot de passe :\n${asked.publicUrl}/signature/${jeton}\n\n${appel.fermeLe ? `L’appel ferme le ${formatInstant(appel.fermeLe)}, heure de Paris. Signez avant cette heure : un dossier qui n’est pas signé n’est pas déposé.` : ''}\n\n${actor.territoireNom}`,
    territoireId: actor.territoireId,
  })
}

/** Takes a dossier back from its signatory, to change it; the link no longer opens. */
export async function takeBack(tx: Tx, actor: Actor, id: string): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!canCarry(actor, dossier)) throw new Forbidden()
  if (dossier.etat !== 'a_signer') throw new Refusal('pas-a-signer', 'Ce dossier n’est pas à la signature.')
  await forgetLinks(tx, dossier.id)
  await setEtat(tx, actor, { dossier, etat: 'brouillon', operation: 'dossier.modifier' })
}

async function forgetLinks(tx: Tx, dossierId: string): Promise<void> {
  await sql`delete from dossier_signature where territoire_id = territoire_courant() and dossier_id = ${dossierId}`.execute(
    tx,
  )
}

async function setEtat(
  tx: Tx,
  actor: Actor,
  move: { dossier: Dossier; etat: 'a_signer' | 'brouillon'; operation: string },
): Promise<void> {
  const { dossier, etat, operation } = move
  await sql`update dossier set etat = ${etat}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${dossier.id}`.execute(tx)
  await writeJournal(tx, actor, {
    operation,
    entite: 'dossier',
    entiteId: dossier.id,
    titre: dossierSpec.titre(dossier),
    changements: { etat: { avant: dossier.etat, apres: etat } },
  })
}

interface Link {
  territoireId: string
  dossierId: string
  nom: string
  fonction: string
  courriel: string
}

async function findLink(db: Db, jeton: string): Promise<Link> {
  const found = await db
    .selectFrom('dossierSignature')
    .select(['territoireId', 'dossierId', 'nom', 'fonction', 'courriel'])
    .where('empreinte', '=', empreinteOf(jeton))
    .executeTakeFirst()
  if (!found)
    throw new NotFound('Ce lien n’est pas connu : le dossier a peut-être été repris. Demandez-en un autre.')
  return found
}

const held = (link: Link) => sql<SqlBool>`e.id = ${link.dossierId} and e.territoire_id = territoire_courant()`

/** What the link of a signature opens: the dossier as it will be submitted. */
export async function readSignature(db: Db, jeton: string, now: Date) {
  const link = await findLink(db, jeton)
  return inTerritoire(db, link.territoireId, async (tx) => {
    const dossier = await loadDossier(tx, held(link))
    const appel = await getAppelById(tx, dossier.appelId)
    const window = submissionWindow(appel, dossier.depotCommenceLe, now)
    return { dossier, appel, signataire: link.nom, fonction: link.fonction, window }
  })
}

/** Signs by the link and submits; pressing again gives the same number. */
export async function signByLink(
  db: Db,
  jeton: string,
  given: { fonction: string; attestees: ReadonlyArray<Attestation>; now: Date },
): Promise<string> {
  const link = await findLink(db, jeton)
  return inTerritoire(db, link.territoireId, async (tx) => {
    await sql`select from dossier where territoire_id = territoire_courant() and id = ${link.dossierId} for update`.execute(
      tx,
    )
    const dossier = await loadDossier(tx, held(link))
    if (dossier.numero) return dossier.numero
    if (dossier.etat !== 'a_signer') throw new NotFound()
    const author = {
      territoireId: link.territoireId,
      nom: `${link.nom}, par le lien de sa signature`,
      personneId: null,
      compteId: null,
    }
    const { fonction, attestees, now } = given
    const appel = await getAppelById(tx, dossier.appelId)
    const signing = { nom: link.nom, fonction, attestees, courriel: link.courriel, now }
    return deposit(tx, author, { dossier, appel, signing })
  })
}

import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Change, changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { expectReports } from './comptes-attendus.server.ts'
import { dossierSpec } from './dossier.spec.ts'
import { type DossierEtat, dossierEtats } from './dossier.words.ts'
import { lockDossier } from './dossier-steps.commands.server.ts'
import type { Dossier } from './dossiers.queries.server.ts'
import { canCarry, canSpeakFor } from './financements.permissions.ts'
import { dossierMoves } from './instruction.rules.ts'
import type { AvisInput, DecisionInput } from './instruction.schema.ts'

/** Says where a submitted dossier stands: complete, admissible or not. What is asked of the carrier goes by mail, once. */
export async function moveDossier(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { to: DossierEtat; motif: string; page: string },
): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!can(actor, 'dossiers.instruire')) throw new Forbidden()
  const move = (dossierMoves[dossier.etat] ?? []).find((its) => its.to === given.to)
  if (!move)
    throw new Refusal(
      'etape-impossible',
      `Ce dossier est ${dossierEtats[dossier.etat].toLowerCase()} : rechargez la page.`,
    )
  const motif = given.motif.trim()
  if (move.needsMotif && motif.length < 3)
    throw new InvalidInput({ motif: ['Dites pourquoi, en une phrase : le porteur la lira.'] })
  await setEtat(tx, actor, dossier, { to: move.to, motif })
  if (move.to === 'incomplet' || move.to === 'irrecevable')
    await writeToCarrier(tx, actor, dossier, { to: move.to, motif, page: given.page })
}

/** The carrier sent what was missing: the dossier goes back to who instructs it. */
export async function sendBack(tx: Tx, actor: Actor, id: string): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!canCarry(actor, dossier)) throw new Forbidden()
  if (dossier.etat !== 'incomplet')
    throw new Refusal('pas-attendu', 'Ce dossier n’attend rien : il n’y a rien à renvoyer.')
  await setEtat(tx, actor, dossier, { to: 'depose', motif: '' })
}

async function setEtat(
  tx: Tx,
  actor: Actor,
  dossier: Dossier,
  { to, motif }: { to: DossierEtat; motif: string },
): Promise<void> {
  await sql`update dossier set etat = ${to}, motif_etat = ${motif}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${dossier.id}`.execute(tx)
  await writeJournal(tx, actor, {
    operation: 'dossier.deplacer',
    entite: 'dossier',
    entiteId: dossier.id,
    titre: dossierSpec.titre(dossier),
    changements: {
      etat: { avant: dossier.etat, apres: to },
      ...(motif ? { motif: { avant: null, apres: motif } } : {}),
    },
  })
}

async function writeToCarrier(
  tx: Tx,
  actor: Actor,
  dossier: Dossier,
  { to, motif, page }: { to: 'incomplet' | 'irrecevable'; motif: string; page: string },
): Promise<void> {
  if (!dossier.responsableCourriel) return
  const text =
    to === 'incomplet'
      ? `Il manque quelque chose à votre dossier ${dossier.numero ?? ''} « ${dossier.titre} » :\n\n${motif}\n\nEnvoyez-le ici, puis renvoyez le dossier :\n${page}\n\n${actor.territoireNom}`
      : `Votre dossier ${dossier.numero ?? ''} « ${dossier.titre} » n’est pas recevable.\n\nMotif : ${motif}\n\nVous pouvez le lire ici :\n${page}\n\n${actor.territoireNom}`
  await queueMail(tx, {
    to: dossier.responsableCourriel,
    subject:
      to === 'incomplet'
        ? `Dossier ${dossier.numero ?? ''} : une pièce manque`
        : `Dossier ${dossier.numero ?? ''} : irrecevable`,
    text,
    territoireId: actor.territoireId,
  })
}

interface LigneLocked {
  version: number
  dossierId: string
  financeurId: string
  titre: string
  etat: DossierEtat
  decideLe: string | null
  [column: string]: unknown
}

/** The line of a funder, locked at the version it was read, for who speaks for this funder. */
async function lockLigne(tx: Tx, actor: Actor, id: string, version: number): Promise<LigneLocked> {
  const { rows } = isId(id)
    ? await sql<LigneLocked>`select l.*, coalesce(d.numero, d.titre) as titre, d.etat from ligne l
        join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.depose_le is not null
        where l.territoire_id = ${actor.territoireId} and l.id = ${id} for update of l`.execute(tx)
    : { rows: [] }
  const [ligne] = rows
  if (!ligne || !can(actor, 'dossiers.instruire')) throw new NotFound()
  if (!canSpeakFor(actor, ligne.financeurId)) throw new Forbidden()
  if (ligne.etat === 'retire' || ligne.etat === 'irrecevable')
    throw new Refusal('dossier-ferme', 'Ce dossier n’est plus instruit : il est retiré ou irrecevable.')
  if (ligne.version !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a changé cette ligne entre-temps : rechargez la page, puis recommencez.',
    )
  return ligne
}

/** The opinion of a funder on its own line, with what it proposes of each kind of credit. */
export async function giveOpinion(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input }: { version: number; input: AvisInput },
): Promise<void> {
  const ligne = await lockLigne(tx, actor, id, version)
  if (ligne.decideLe !== null)
    throw new Refusal('deja-decide', 'Cette demande est déjà décidée : l’avis ne change plus.')
  const changes = changesBetween(
    ['avis', 'avisCommentaire', 'proposeSpecifiqueCentimes', 'proposeDroitCommunCentimes'],
    ligne,
    input,
  )
  await sql`update ligne set avis = ${input.avis}, avis_commentaire = ${input.avisCommentaire}, avis_le = now(), avis_par = ${actor.personneId},
      propose_specifique_centimes = ${input.proposeSpecifiqueCentimes}, propose_droit_commun_centimes = ${input.proposeDroitCommunCentimes},
      etat = 'avis_donne', version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  await tell(tx, actor, ligne, { operation: 'ligne.aviser', changements: changes })
}

/** A funder's own decision, with its date, when its commission did not sit with the committee. */
export async function decideLigne(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input }: { version: number; input: DecisionInput },
): Promise<void> {
  const ligne = await lockLigne(tx, actor, id, version)
  await refuseWhenSigned(tx, actor, ligne)
  const total = (input.decideSpecifiqueCentimes ?? 0) + (input.decideDroitCommunCentimes ?? 0)
  if (total === 0 && input.motifRefus === '')
    throw new InvalidInput({ motifRefus: ['Un refus se motive : dites pourquoi rien n’est accordé.'] })
  const changes = changesBetween(
    ['decideSpecifiqueCentimes', 'decideDroitCommunCentimes', 'decideLe', 'decisionReference'],
    ligne,
    input,
  )
  await sql`update ligne set decide_specifique_centimes = ${input.decideSpecifiqueCentimes ?? 0}, decide_droit_commun_centimes = ${input.decideDroitCommunCentimes ?? 0},
      decide_le = ${input.decideLe}, decision_reference = ${input.decisionReference}, motif_refus = ${total === 0 ? input.motifRefus : ''},
      etat = ${total > 0 ? 'accordee' : 'refusee'}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  await expectReports(tx, actor, [ligne.dossierId])
  await tell(tx, actor, ligne, { operation: 'ligne.decider', changements: changes })
}

/** Once an order or an agreement is signed, the amount only changes by an amendment. */
async function refuseWhenSigned(
  tx: Tx,
  actor: Actor,
  { dossierId, financeurId }: LigneLocked,
): Promise<void> {
  const { rows } = await sql<{
    numero: string
  }>`select numero from acte where territoire_id = ${actor.territoireId} and dossier_id = ${dossierId}
    and financeur_id = ${financeurId} and etat in ('signe', 'notifie') and nature in ('arrete', 'convention', 'cpo') limit 1`.execute(
    tx,
  )
  if (rows[0])
    throw new Refusal(
      'acte-signe',
      `L’acte ${rows[0].numero} est signé : le montant change par un avenant, sur la page des suites du dossier.`,
    )
}

function tell(
  tx: Tx,
  actor: Actor,
  { dossierId, titre }: LigneLocked,
  line: { operation: string; changements: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, actor, { ...line, entite: 'dossier', entiteId: dossierId, titre })
}

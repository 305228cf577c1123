import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { formatInstant, parisDate } from '#app/lib/paris-time.ts'
import { discardDraft, findDraft } from '#app/platform/drafts.server.ts'
import { type JournalAuthor, writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type AppelClock, submissionWindow } from './appel.rules.ts'
import { type Appel, getAppelById } from './appels.queries.server.ts'
import { totalsOf } from './budget.rules.ts'
import { frozenCopy } from './dossier.copie.server.ts'
import { formatNumero, numeroPrefix } from './dossier.rules.ts'
import { dossierSpec } from './dossier.spec.ts'
import { isStep, isTypedStep, type Step, stepLabels, stepsOf, type TypedStep } from './dossier.steps.ts'
import { type Attestation, attestations } from './dossier.words.ts'
import { examine } from './dossier-examen.server.ts'
import { lockDossier, saveStep } from './dossier-steps.commands.server.ts'
import { type Dossier, visibleDossiers } from './dossiers.queries.server.ts'
import { canCarry } from './financements.permissions.ts'

/**
 * Notes the first press on « Déposer »: the grace period is counted on it, even if the dossier is refused then. Two short
 * queries: at the last minute everybody comes through here.
 */
export async function beginDeposit(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  if (!isId(id)) return
  const { rows } = await sql<AppelClock & { porteurId: string }>`
    select e.porteur_id, a.etat, a.ouvre_le, a.ferme_le, a.grace_minutes from dossier e
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    where e.id = ${id} and e.depot_commence_le is null and ${visibleDossiers(actor)}`.execute(tx)
  const [found] = rows
  if (!found || !canCarry(actor, found) || !submissionWindow(found, null, now).open) return
  await sql`update dossier set depot_commence_le = ${now}
    where territoire_id = ${actor.territoireId} and id = ${id} and depot_commence_le is null`.execute(tx)
}

export interface Signing {
  nom: string
  fonction: string
  attestees: ReadonlyArray<Attestation>
  /** Where the acknowledgement goes, beside the person in charge. */
  courriel: string
  now: Date
}

/** The number a dossier already has, once whoever was submitting it has finished. */
async function numeroOf(tx: Tx, actor: Actor, id: string): Promise<string | null> {
  if (!isId(id)) return null
  const { rows } = await sql<{ numero: string | null }>`select e.numero from dossier e
    where e.id = ${id} and ${visibleDossiers(actor)} for update`.execute(tx)
  return rows[0]?.numero ?? null
}

/**
 * Submits a dossier: what was typed and not saved is saved first, the rules of the call are checked, a copy is frozen
 * and numbered, the lines of the funders are opened. Pressing again gives the same number.
 * @returns the number
 */
export async function depositDossier(tx: Tx, actor: Actor, id: string, signing: Signing): Promise<string> {
  const given = await numeroOf(tx, actor, id)
  if (given) return given
  const before = await lockDossier(tx, actor, id)
  if (!canCarry(actor, before)) throw new Forbidden()
  const appel = await getAppelById(tx, before.appelId)
  const isChanged = await saveDrafts(tx, actor, { dossier: before, appel })
  const dossier = isChanged ? await lockDossier(tx, actor, id) : before
  return deposit(tx, actor, { dossier, appel, signing })
}

/** What this person typed in the steps without saving it is part of the dossier: it is saved, or said to be wrong. */
async function saveDrafts(
  tx: Tx,
  actor: Actor,
  { dossier, appel }: { dossier: Dossier; appel: Appel },
): Promise<boolean> {
  if (dossier.etat !== 'brouillon') return false
  const steps = await listUnsaved(tx, actor, dossier.id)
  for (const step of stepsOf(appel.formulaire).filter(isTypedStep))
    if (steps.includes(step)) await saveDraftOf(tx, actor, { dossierId: dossier.id, step })
  return steps.length > 0
}

/** The steps this person has typed in and not saved. */
export async function listUnsaved(tx: Tx, actor: Actor, dossierId: string): Promise<Step[]> {
  const { rows } = await sql<{ entiteId: string }>`select entite_id from brouillon
    where territoire_id = ${actor.territoireId} and personne_id = ${actor.personneId} and entite = 'dossier'
      and entite_id like ${`${dossierId}.%`}`.execute(tx)
  return rows.map((its) => its.entiteId.split('.')[1]).filter((its) => isStep(its))
}

async function saveDraftOf(
  tx: Tx,
  actor: Actor,
  { dossierId, step }: { dossierId: string; step: TypedStep },
): Promise<void> {
  const key = { entite: 'dossier', entiteId: draftId(dossierId, step) }
  const draft = await findDraft(tx, actor, key)
  if (!draft) return
  const form = new FormData()
  for (const [name, values] of Object.entries(draft.values))
    for (const value of values) form.append(name, value)
  try {
    await saveStep(tx, actor, dossierId, { step, form })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(
      'etape-a-corriger',
      `Étape « ${stepLabels[step]} » : ce que vous avez écrit n’est pas encore enregistré. ${error.message}`,
    )
  }
  await discardDraft(tx, actor, key)
}

/** The key of what is being typed in a step. */
export function draftId(dossierId: string, step: Step): string {
  return `${dossierId}.${step}`
}

/** The author of a submission: an account, or the holder of a signature link. */
export type Depositor = JournalAuthor & { compteId: string | null }

/** What is submitted, to which call, signed by whom. */
export interface Submission {
  dossier: Dossier
  appel: Appel
  signing: Signing
}

/** The submission itself, once the row is held and the right proved. @returns the number */
export async function deposit(tx: Tx, author: Depositor, submission: Submission): Promise<string> {
  const { dossier, appel, signing } = submission
  await refuseNotReady(tx, submission)
  const numero = await nextNumero(tx, appel)
  const { nom, fonction, now } = signing
  const signed = {
    ...dossier,
    signataireNom: nom,
    signataireFonction: fonction,
    signeLe: now,
    deposeLe: now,
    numero,
  }
  const { copie, sha256 } = frozenCopy({ ...signed, attestees: [...signing.attestees] })
  await writeAttestations(tx, author, dossier, signing)
  await sql`update dossier set etat = 'depose', numero = ${numero}, depose_le = ${now}, signe_le = ${now},
      depot_commence_le = coalesce(depot_commence_le, ${now}), signataire_nom = ${nom}, signataire_fonction = ${fonction},
      copie = ${copie}::jsonb, copie_sha256 = ${sha256}, version = version + 1, modifie_le = ${now}
    where territoire_id = ${author.territoireId} and id = ${dossier.id}`.execute(tx)
  await openLines(tx, { dossier, appel })
  await writeJournal(tx, author, {
    operation: 'dossier.deposer',
    entite: 'dossier',
    entiteId: dossier.id,
    titre: `${numero} ${dossierSpec.titre(dossier)}`,
    changements: { numero: { avant: null, apres: numero }, sha256: { avant: null, apres: sha256 } },
  })
  await acknowledge(tx, { ...signed, copieSha256: sha256 }, { courriel: signing.courriel, appel })
  return numero
}

async function refuseNotReady(tx: Tx, { dossier, appel, signing }: Submission): Promise<void> {
  const window = submissionWindow(appel, dossier.depotCommenceLe, signing.now)
  if (!window.open) throw new Refusal('hors-delai', window.sentence)
  const missing = await examine(tx, dossier, { appel, today: parisDate(signing.now) })
  if (missing.length > 0)
    throw new Refusal('dossier-incomplet', `Il manque encore : ${missing.map((its) => its.text).join(' ')}`, {
      details: { missing },
    })
  // keys of a const record, which Object.keys types as plain strings
  const left = (Object.keys(attestations) as Attestation[]).filter((its) => !signing.attestees.includes(its))
  if (left.length > 0)
    throw new Refusal('attestations', 'Cochez toutes les attestations : elles engagent la structure.', {
      field: 'attestees',
    })
  if (signing.nom.trim() === '')
    throw new Refusal('signataire', 'Écrivez le nom de la personne qui signe.', { field: 'signataireNom' })
}

/** The next number of a call. Its row is held until the end: two submissions at once wait for each other, so no gap, no twin. */
async function nextNumero(tx: Tx, appel: Appel): Promise<string> {
  await sql`select from appel_a_projets where territoire_id = territoire_courant() and id = ${appel.id} for update`.execute(
    tx,
  )
  const { rows } = await sql<{ rank: number }>`
    select coalesce(max(substring(numero from '[0-9]+$')::int), 0) + 1 as rank from dossier
    where territoire_id = territoire_courant() and appel_id = ${appel.id} and numero like ${`${numeroPrefix(appel)}-%`}`.execute(
    tx,
  )
  return formatNumero(appel, rows[0]?.rank ?? 1)
}

async function writeAttestations(
  tx: Tx,
  author: Depositor,
  dossier: Dossier,
  signing: Signing,
): Promise<void> {
  const rows = signing.attestees.map((nature) => ({
    territoireId: author.territoireId,
    dossierId: dossier.id,
    nature,
    texteVersion: attestations[nature].version,
    attesteLe: signing.now,
    compteId: author.compteId,
  }))
  await tx
    .insertInto('dossierAttestation')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['territoireId', 'dossierId', 'nature']).doNothing())
    .execute()
}

/** A line a funder of the call from whom something is asked. */
async function openLines(tx: Tx, { dossier, appel }: { dossier: Dossier; appel: Appel }): Promise<void> {
  const { parFinanceur } = totalsOf(dossier.budget)
  const rows = appel.financeurIds.flatMap((financeurId) => {
    const demandeCentimes = parFinanceur.get(financeurId) ?? 0
    return demandeCentimes > 0 ? [{ dossierId: dossier.id, id: newId(), financeurId, demandeCentimes }] : []
  })
  for (const { id, dossierId, financeurId, demandeCentimes } of rows)
    await sql`insert into ligne (territoire_id, id, dossier_id, financeur_id, demande_centimes)
      values (territoire_courant(), ${id}, ${dossierId}, ${financeurId}, ${demandeCentimes})`.execute(tx)
}

/** The acknowledgement, by mail, to the person in charge and to who submitted. */
async function acknowledge(
  tx: Tx,
  dossier: Dossier & { signeLe: Date; deposeLe: Date },
  { courriel, appel }: { courriel: string; appel: Appel },
): Promise<void> {
  const { rows } = await sql<{
    id: string
    nom: string
  }>`select id, nom from territoire where id = territoire_courant()`.execute(tx)
  const [territoire] = rows
  if (!territoire) return
  const text = `Votre dossier est déposé.\n\nNuméro : ${dossier.numero}\nProjet : ${dossier.titre}\nPorteur : ${dossier.porteur}\nAppel : ${appel.titre}\nDéposé le ${formatInstant(dossier.deposeLe)}, heure de Paris.\nSigné par ${dossier.signataireNom}${dossier.signataireFonction ? `, ${dossier.signataireFonction}` : ''}.\n\nEmpreinte de la copie gardée (SHA-256) :\n${dossier.copieSha256}\n\nIl n’y a rien d’autre à faire : s’il manque une pièce, on vous le demandera.\n\n${territoire.nom}`
  for (const to of new Set([dossier.responsableCourriel, courriel].filter(Boolean)))
    await queueMail(tx, {
      to,
      subject: `Dossier ${dossier.numero} déposé : ${dossier.titre}`,
      text,
      territoireId: territoire.id,
    })
}

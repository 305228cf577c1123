import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { canSpeakFor, getDossier } from '#app/features/financements/index.server.ts'
import { reportDueDate } from '#app/features/financements/index.words.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatAlternatives } from '#app/lib/text.ts'
import { type Change, changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { fillTemplate, TO_COMPLETE, unknownVariables } from './acte.rules.ts'
import type { ActeInput, SignatureInput } from './acte.schema.ts'
import { type ActeNature, acteEtats, acteNatures, actePrefixes, isLetter } from './acte.words.ts'
import { type Acte, getActe, getModele } from './actes.queries.server.ts'
import {
  type ActSubject,
  annexesFor,
  loadMatiere,
  type Matiere,
  neededOf,
  valuesFor,
} from './matiere.server.ts'
import { acteVariables } from './modeles.ts'
import { usualSchedule } from './versement.rules.ts'
import { writeSchedule } from './versements.commands.server.ts'

/** Whether this person writes the acts of a funder: the team for all, an instructor for its own. */
export function canWriteActes(actor: Actor, financeurId: string): boolean {
  return can(actor, 'conventions.gerer') || canSpeakFor(actor, financeurId)
}

/** Writes everything a dossier still lacks, from the decisions taken. @returns how many acts were written */
export async function prepareActes(tx: Tx, actor: Actor, dossierId: string, today: IsoDate): Promise<number> {
  await getDossier(tx, actor, dossierId)
  const needed = neededOf(await loadMatiere(tx, dossierId)).filter((its) =>
    canWriteActes(actor, its.financeurId),
  )
  for (const act of needed) await prepareActe(tx, actor, dossierId, { ...act, today })
  return needed.length
}

type Prepared = ActSubject & { today: IsoDate; modifieId?: string; nouvelleFin?: IsoDate | null }

/** Writes one act from its template; a grant that has no schedule gets the usual one first. @returns its id */
export async function prepareActe(tx: Tx, actor: Actor, dossierId: string, given: Prepared): Promise<string> {
  if (!canWriteActes(actor, given.financeurId)) throw new Forbidden()
  const matiere = await withSchedule(tx, actor, { dossierId, ...given })
  const { nature, financeurId, objet = '' } = given
  const ligne = matiere.lignes.find((its) => its.financeurId === financeurId)
  if (!isLetter(nature) && !ligne)
    throw new Refusal('financeur-absent', 'Ce financeur ne finance pas ce dossier : rechargez la page.')
  const granted = ligne ? (ligne.specifique ?? 0) + (ligne.droitCommun ?? 0) : null
  const { texte } = fillTemplate(
    (await getModele(tx, nature)).texte,
    valuesFor(matiere, given),
    acteVariables,
  )
  const id = newId()
  const numero = await nextNumero(tx, actor, nature, given.today)
  await tx
    .insertInto('acte')
    .values({
      territoireId: actor.territoireId,
      id,
      dossierId,
      financeurId,
      nature,
      numero,
      objet,
      texte,
      annexes: JSON.stringify(annexesFor(matiere, given)),
      montantCentimes: given.modifie?.montantCentimes ?? (isLetter(nature) ? null : granted),
      modifieId: given.modifieId ?? null,
      nouvelleFin: given.nouvelleFin ?? null,
      debut: matiere.debut,
      fin: given.nouvelleFin ?? matiere.fin,
    })
    .execute()
  await tell(tx, actor, { id, numero, nature }, { verb: 'ecrire', changes: {} })
  return id
}

async function withSchedule(
  tx: Tx,
  actor: Actor,
  { dossierId, nature, financeurId, today }: Prepared & { dossierId: string },
): Promise<Matiere> {
  const matiere = await loadMatiere(tx, dossierId)
  const ligne = matiere.lignes.find((its) => its.financeurId === financeurId)
  if (isLetter(nature) || !ligne || ligne.versements.length > 0) return matiere
  const granted = (ligne.specifique ?? 0) + (ligne.droitCommun ?? 0)
  const echeances = usualSchedule(granted, {
    signeLe: today,
    echeanceCompteRendu: reportDueDate(matiere.exercice),
  })
  if (echeances.length === 0) return matiere
  await writeSchedule(tx, actor, { id: ligne.id, dossierId, titre: matiere.numero }, echeances)
  return loadMatiere(tx, dossierId)
}

/** CONV-2026-0007: one series a kind and a year. Two people at once wait for each other. */
async function nextNumero(tx: Tx, actor: Actor, nature: ActeNature, today: IsoDate): Promise<string> {
  const prefix = `${actePrefixes[nature]}-${today.slice(0, 4)}-`
  await sql`select pg_advisory_xact_lock(hashtextextended(${actor.territoireId + prefix}, 0))`.execute(tx)
  const { rows } = await sql<{ rank: number }>`
    select coalesce(max(substring(numero from '[0-9]+$')::int), 0) + 1 as rank from acte
    where territoire_id = territoire_courant() and numero like ${`${prefix}%`}`.execute(tx)
  return `${prefix}${String(rows[0]?.rank ?? 1).padStart(4, '0')}`
}

/** The act, locked at the version it was read, for who writes for its funder. */
async function lockActe(
  tx: Tx,
  actor: Actor,
  id: string,
  asked: { version: number; etats: ReadonlyArray<Acte['etat']> },
): Promise<Acte> {
  await getActe(tx, actor, id)
  await sql`select from acte where territoire_id = ${actor.territoireId} and id = ${id} for update`.execute(
    tx,
  )
  const acte = await getActe(tx, actor, id)
  if (!canWriteActes(actor, acte.financeurId)) throw new Forbidden()
  if (!asked.etats.includes(acte.etat))
    throw new Refusal(
      'acte-avance',
      `Cet acte est ${acteEtats[acte.etat].toLowerCase()} : il devrait être ${formatAlternatives(asked.etats.map((its) => acteEtats[its].toLowerCase()))}.`,
    )
  if (acte.version !== asked.version)
    throw new Refusal('conflit', 'Quelqu’un a changé cet acte entre-temps : relisez-le, puis recommencez.')
  return acte
}

/** Corrects the words of an act that is not signed yet. */
export async function editActe(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input }: { version: number; input: ActeInput },
): Promise<void> {
  const acte = await lockActe(tx, actor, id, { version, etats: ['a_signer'] })
  await update(tx, actor, acte, sql`texte = ${input.texte}, objet = ${input.objet}`)
  await tell(tx, actor, acte, {
    verb: 'modifier',
    changes: changesBetween(['texte', 'objet'], { ...acte }, input),
  })
}

/** Writes the act again from its template and from what is known now: what was typed in it goes to the journal. */
export async function rewriteActe(tx: Tx, actor: Actor, id: string, version: number): Promise<void> {
  const acte = await lockActe(tx, actor, id, { version, etats: ['a_signer'] })
  const matiere = await loadMatiere(tx, acte.dossierId)
  const subject = await subjectOf(tx, actor, acte)
  const { texte } = fillTemplate(
    (await getModele(tx, acte.nature)).texte,
    valuesFor(matiere, subject),
    acteVariables,
  )
  const ligne = matiere.lignes.find((its) => its.financeurId === acte.financeurId)
  const montant =
    subject.modifie?.montantCentimes ??
    (ligne && !isLetter(acte.nature) ? (ligne.specifique ?? 0) + (ligne.droitCommun ?? 0) : null)
  const annexes = JSON.stringify(annexesFor(matiere, subject))
  await update(
    tx,
    actor,
    acte,
    sql`texte = ${texte}, annexes = ${annexes}::jsonb, montant_centimes = ${montant}`,
  )
  await tell(tx, actor, acte, { verb: 'refaire', changes: changesBetween(['texte'], { ...acte }, { texte }) })
}

/** What an act is about, as its template is filled. */
async function subjectOf(tx: Tx, actor: Actor, acte: Acte): Promise<ActSubject> {
  const { nature, financeurId, objet } = acte
  if (!acte.modifieId) return { nature, financeurId, objet }
  const changed = await getActe(tx, actor, acte.modifieId)
  return {
    nature,
    financeurId,
    objet,
    modifie: {
      designation: designationOf(changed),
      fin: acte.nouvelleFin ?? changed.fin,
      montantCentimes: acte.montantCentimes ?? changed.montantCentimes ?? 0,
    },
  }
}

/** « convention annuelle CONV-2026-0007 du 12/03/2026 ». */
export function designationOf({
  nature,
  numero,
  signeLe,
}: Pick<Acte, 'nature' | 'numero' | 'signeLe'>): string {
  const day = signeLe ? ` du ${formatDate(signeLe)}` : ''
  return `${acteNatures[nature].toLowerCase()} ${numero}${day}`
}

/** Records the signature: the words no longer change, and the grant moves on. */
export async function signActe(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input, today }: { version: number; input: SignatureInput; today: IsoDate },
): Promise<void> {
  const acte = await lockActe(tx, actor, id, { version, etats: ['a_signer'] })
  if (acte.texte.includes(TO_COMPLETE))
    throw new Refusal(
      'acte-incomplet',
      'Il reste des passages « à compléter » dans cet acte : complétez-les avant de noter la signature.',
    )
  if (input.signeLe > today)
    throw new InvalidInput({ signeLe: ['La signature ne peut pas être datée d’un jour à venir.'] })
  await update(
    tx,
    actor,
    acte,
    sql`etat = 'signe', signe_le = ${input.signeLe}, deliberation = ${input.deliberation}, engagement = ${input.engagement}`,
  )
  if (acte.nature === 'avenant') await applyAvenant(tx, actor, acte)
  else if (!isLetter(acte.nature)) await moveLigne(tx, actor, acte, 'conventionnee')
  await tell(tx, actor, acte, { verb: 'signer', changes: { signeLe: { avant: null, apres: input.signeLe } } })
}

/** The amount of an amendment becomes the amount of the line; its split changes on the specific credits. */
async function applyAvenant(tx: Tx, actor: Actor, acte: Acte): Promise<void> {
  if (acte.montantCentimes === null) return
  const { rows } =
    await sql`update ligne set decide_specifique_centimes = ${acte.montantCentimes} - coalesce(decide_droit_commun_centimes, 0),
      version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and dossier_id = ${acte.dossierId} and financeur_id = ${acte.financeurId}
      and coalesce(decide_droit_commun_centimes, 0) <= ${acte.montantCentimes} returning id`.execute(tx)
  if (rows.length === 0)
    throw new Refusal(
      'avenant-montant',
      'Le montant de l’avenant est inférieur à la part de droit commun de la décision : corrigez le montant.',
    )
}

async function moveLigne(tx: Tx, actor: Actor, acte: Acte, etat: 'conventionnee'): Promise<void> {
  await sql`update ligne set etat = ${etat}, modifie_le = now() where territoire_id = ${actor.territoireId}
    and dossier_id = ${acte.dossierId} and financeur_id = ${acte.financeurId} and etat in ('accordee', 'notifiee')`.execute(
    tx,
  )
}

/** Sets an act aside: it stays readable, with why. A signed grant is changed by an amendment, not set aside. */
export async function cancelActe(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, motif }: { version: number; motif: string },
): Promise<void> {
  const acte = await lockActe(tx, actor, id, { version, etats: ['a_signer', 'signe'] })
  if (motif.trim().length < 5)
    throw new InvalidInput({ motif: ['Dites pourquoi cet acte est annulé, en une phrase.'] })
  await update(tx, actor, acte, sql`etat = 'annule', motif_annulation = ${motif.trim()}`)
  await tell(tx, actor, acte, { verb: 'annuler', changes: { motif: { avant: null, apres: motif.trim() } } })
}

/** Records that the carrier has the act; the lines a letter speaks of are notified. The mail is the caller's. */
export async function notifyActe(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, today }: { version: number; today: IsoDate },
): Promise<Acte> {
  const acte = await lockActe(tx, actor, id, { version, etats: ['signe'] })
  await update(tx, actor, acte, sql`etat = 'notifie', notifie_le = ${today}`)
  const lines = isLetter(acte.nature) ? sql`` : sql`and financeur_id = ${acte.financeurId}`
  await sql`update ligne set notifie_le = coalesce(notifie_le, ${today}), etat = case when etat = 'accordee' then 'notifiee' else etat end, modifie_le = now()
    where territoire_id = ${actor.territoireId} and dossier_id = ${acte.dossierId} and decide_le is not null ${lines}`.execute(
    tx,
  )
  await tell(tx, actor, acte, { verb: 'notifier', changes: { notifieLe: { avant: null, apres: today } } })
  return getActe(tx, actor, id)
}

/** The territory's own words for a kind of act; an empty demand brings back those Maillage comes with. */
export async function saveModele(
  tx: Tx,
  actor: Actor,
  nature: ActeNature,
  { version, texte }: { version: number; texte: string | null },
): Promise<void> {
  if (!can(actor, 'conventions.gerer')) throw new Forbidden()
  const before = await getModele(tx, nature)
  if (before.version !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a changé ce modèle entre-temps : rechargez la page, votre texte y est.',
    )
  const unknown = texte === null ? [] : unknownVariables(texte, acteVariables)
  if (unknown.length > 0)
    throw new InvalidInput({
      texte: [
        `Ces mots entre accolades ne sont pas connus : ${unknown.map((its) => `{${its}}`).join(', ')}.`,
      ],
    })
  if (texte === null)
    await sql`delete from modele_acte where territoire_id = ${actor.territoireId} and nature = ${nature}`.execute(
      tx,
    )
  else
    await sql`insert into modele_acte (territoire_id, nature, texte) values (${actor.territoireId}, ${nature}, ${texte})
      on conflict (territoire_id, nature) do update set texte = excluded.texte, version = modele_acte.version + 1, modifie_le = now()`.execute(
      tx,
    )
  await writeJournal(tx, actor, {
    operation: 'modele.modifier',
    entite: 'modele_acte',
    entiteId: actor.territoireId,
    titre: acteNatures[nature],
    changements: { texte: { avant: before.texte, apres: texte ?? 'Texte d’origine' } },
  })
}

function update(
  tx: Tx,
  actor: Actor,
  { id }: Pick<Acte, 'id'>,
  columns: ReturnType<typeof sql>,
): Promise<unknown> {
  return sql`update acte set ${columns}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
}

function tell(
  tx: Tx,
  actor: Actor,
  { id, numero, nature }: Pick<Acte, 'id' | 'numero' | 'nature'>,
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `acte.${verb}`,
    entite: 'acte',
    entiteId: id,
    titre: `${acteNatures[nature]} ${numero}`,
    changements: changes,
  })
}

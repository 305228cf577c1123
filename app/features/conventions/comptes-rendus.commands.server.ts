import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { canCarry, canSpeakFor } from '#app/features/financements/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Change, changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { queueMail } from '#app/platform/mail.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { missingInRendu, totalsOfRendu, unspentByFunder } from './compte-rendu.rules.ts'
import type { ReliquatInput, RenduInput } from './compte-rendu.schema.ts'
import { reliquatIssues } from './compte-rendu.words.ts'
import type { TypedRendu } from './compte-rendu-lignes.ts'
import { type CompteRendu, getCompteRendu } from './comptes-rendus.queries.server.ts'

/** Whether this person controls financial reports: the team, for every funder. */
export function canControl(actor: Actor): boolean {
  return can(actor, 'conventions.gerer')
}

/** Opens the report with the lines of the adopted budget: what was asked of each funder is replaced by what it granted. */
export async function beginRendu(tx: Tx, actor: Actor, id: string): Promise<void> {
  const rendu = await lockRendu(tx, actor, id)
  mustCarry(actor, rendu)
  if (rendu.etat !== 'a_rendre') return
  const { rows } = await sql<{ compte: string; libelle: string; financeurId: string | null; prevu: number }>`
    select b.compte, b.libelle, b.financeur_id,
      coalesce(case when l.decide_le is not null then coalesce(l.decide_specifique_centimes, 0) + coalesce(l.decide_droit_commun_centimes, 0) end,
        b.montant_centimes)::float8 as prevu
    from dossier_budget b
    left join ligne l on l.territoire_id = b.territoire_id and l.dossier_id = b.dossier_id and l.financeur_id = b.financeur_id
    where b.territoire_id = ${actor.territoireId} and b.dossier_id = ${rendu.dossierId} order by b.rang`.execute(
    tx,
  )
  if (rows.length > 0)
    await tx
      .insertInto('compteRenduLigne')
      .values(
        rows.map(({ prevu, ...line }, rang) => ({
          ...line,
          territoireId: actor.territoireId,
          id: newId(),
          compteRenduId: id,
          prevuCentimes: prevu,
          rang,
        })),
      )
      .execute()
  await update(tx, actor, id, sql`etat = 'brouillon'`)
  await tell(tx, actor, rendu, { verb: 'commencer', changes: {} })
}

/** Saves what the carrier typed: words, amounts, lines that were not planned. */
export async function saveRendu(
  tx: Tx,
  actor: Actor,
  id: string,
  { version, input, typed }: { version: number; input: RenduInput; typed: TypedRendu },
): Promise<void> {
  const rendu = await lockRendu(tx, actor, id)
  mustCarry(actor, rendu)
  mustBeOpen(rendu)
  if (rendu.version !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a enregistré ce compte rendu pendant que vous écriviez. Votre texte est gardé ci-dessous : enregistrez de nouveau pour qu’il remplace l’autre.',
    )
  await sql`update compte_rendu set mise_en_oeuvre = ${input.miseEnOeuvre}, beneficiaires = ${input.beneficiaires}, beneficiaires_detail = ${input.beneficiairesDetail},
      dates_lieux = ${input.datesLieux}, objectifs_atteints = ${input.objectifsAtteints}, regles_repartition = ${input.reglesRepartition}, ecarts = ${input.ecarts},
      contributions_volontaires = ${input.contributionsVolontaires}, observations = ${input.observations}, signataire_nom = ${input.signataireNom},
      signataire_fonction = ${input.signataireFonction}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  await writeAmounts(tx, actor, rendu, typed)
  const keys = Object.keys(input) as Array<keyof RenduInput> // Object.keys loses the key type
  await tell(tx, actor, rendu, { verb: 'modifier', changes: changesBetween(keys, { ...rendu }, input) })
}

async function writeAmounts(tx: Tx, actor: Actor, rendu: CompteRendu, typed: TypedRendu): Promise<void> {
  for (const { id, realiseCentimes } of typed.lignes)
    await sql`update compte_rendu_ligne set realise_centimes = ${realiseCentimes}
      where territoire_id = ${actor.territoireId} and compte_rendu_id = ${rendu.id} and id = ${id}`.execute(
      tx,
    )
  // A line that was not planned and lost its amount has nothing left to say.
  await sql`delete from compte_rendu_ligne where territoire_id = ${actor.territoireId} and compte_rendu_id = ${rendu.id}
    and prevu_centimes = 0 and coalesce(realise_centimes, 0) = 0 and financeur_id is null`.execute(tx)
  if (typed.nouvelles.length === 0) return
  await tx
    .insertInto('compteRenduLigne')
    .values(
      typed.nouvelles.map((line, rank) => ({
        territoireId: actor.territoireId,
        id: newId(),
        compteRenduId: rendu.id,
        ...line,
        prevuCentimes: 0,
        rang: 1_000 + rendu.lignes.length + rank,
      })),
    )
    .execute()
}

/** Submits the report: a frozen copy, and what is left of each grant proposed to who controls. */
export async function depositRendu(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const rendu = await lockRendu(tx, actor, id)
  mustCarry(actor, rendu)
  mustBeOpen(rendu)
  const missing = missingInRendu(rendu)
  if (missing.length > 0)
    throw new InvalidInput(
      Object.fromEntries(
        missing.map(({ champ }) => [
          champ,
          missing.filter((its) => its.champ === champ).map((its) => its.texte),
        ]),
      ),
    )
  const copie = JSON.stringify({ ...rendu, reliquats: undefined, deposeLe: now })
  const sha256 = createHash('sha256').update(copie).digest('hex')
  await update(
    tx,
    actor,
    id,
    sql`etat = 'depose', depose_le = ${now}, copie = ${copie}::jsonb, a_corriger = ''`,
  )
  await proposeReliquats(tx, actor, rendu)
  await tell(tx, actor, rendu, { verb: 'deposer', changes: { sha256: { avant: null, apres: sha256 } } })
  if (rendu.courriel)
    await queueMail(tx, {
      to: rendu.courriel,
      subject: `Compte rendu ${rendu.exercice} reçu : ${rendu.action}`,
      text: `Votre compte rendu financier ${rendu.exercice} pour « ${rendu.action} » (dossier ${rendu.dossierNumero}) est bien reçu. L’équipe le contrôle et vous répondra.\n\nEmpreinte de la copie gardée : ${sha256}\n\n${actor.territoireNom}`,
      territoireId: actor.territoireId,
    })
}

async function proposeReliquats(tx: Tx, actor: Actor, rendu: CompteRendu): Promise<void> {
  await sql`delete from reliquat where territoire_id = ${actor.territoireId} and compte_rendu_id = ${rendu.id} and decide_le is null`.execute(
    tx,
  )
  const { rows } = await sql<{ ligneId: string; accordeCentimes: number }>`
    select id as ligne_id, (coalesce(decide_specifique_centimes, 0) + coalesce(decide_droit_commun_centimes, 0))::float8 as accorde_centimes
    from ligne where territoire_id = ${actor.territoireId} and dossier_id = ${rendu.dossierId}
      and coalesce(decide_specifique_centimes, 0) + coalesce(decide_droit_commun_centimes, 0) > 0 order by id`.execute(
    tx,
  )
  const parts = unspentByFunder(totalsOfRendu(rendu.lignes).excedent, rows)
  if (parts.length === 0) return
  await tx
    .insertInto('reliquat')
    .values(
      parts.map(({ ligneId, resteCentimes }) => ({
        territoireId: actor.territoireId,
        ligneId,
        compteRenduId: rendu.id,
        proposeCentimes: resteCentimes,
      })),
    )
    .onConflict((conflict) => conflict.columns(['territoireId', 'ligneId', 'compteRenduId']).doNothing())
    .execute()
}

/** Sends the report back with what is to be corrected: the sentence goes to the carrier by mail. */
export async function askCorrection(
  tx: Tx,
  actor: Actor,
  id: string,
  { motif, page }: { motif: string; page: string },
): Promise<void> {
  const rendu = await lockDeposited(tx, actor, id)
  mustControl(actor)
  if (motif.trim().length < 5)
    throw new InvalidInput({ motif: ['Dites ce qui est à corriger, en une phrase : le porteur la lira.'] })
  await update(tx, actor, id, sql`etat = 'a_corriger', a_corriger = ${motif.trim()}`)
  await tell(tx, actor, rendu, { verb: 'renvoyer', changes: { motif: { avant: null, apres: motif.trim() } } })
  if (rendu.courriel)
    await queueMail(tx, {
      to: rendu.courriel,
      subject: `Compte rendu ${rendu.exercice} à corriger : ${rendu.action}`,
      text: `Votre compte rendu financier ${rendu.exercice} pour « ${rendu.action} » est à corriger :\n\n${motif.trim()}\n\nVous le trouverez ici :\n${page}\n\n${actor.territoireNom}`,
      territoireId: actor.territoireId,
    })
}

/** Accepts the report: the grants are accounted for. Every balance is decided first. */
export async function acceptRendu(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const rendu = await lockDeposited(tx, actor, id)
  mustControl(actor)
  const open = rendu.reliquats.filter((its) => its.proposeCentimes > 0 && its.decideLe === null)
  if (open.length > 0)
    throw new Refusal(
      'reliquat-a-decider',
      `Décidez d’abord ce que devient le reliquat de : ${open.map((its) => its.financeur).join(', ')}.`,
    )
  await update(tx, actor, id, sql`etat = 'accepte', accepte_le = ${now}`)
  await sql`update ligne set etat = 'justifiee', modifie_le = now() where territoire_id = ${actor.territoireId} and dossier_id = ${rendu.dossierId}
    and coalesce(decide_specifique_centimes, 0) + coalesce(decide_droit_commun_centimes, 0) > 0`.execute(tx)
  await tell(tx, actor, rendu, { verb: 'accepter', changes: {} })
}

/** Decides what becomes of what a grant did not need; a repayment is added to its schedule. */
export async function decideReliquat(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { ligneId: string; input: ReliquatInput; today: IsoDate },
): Promise<void> {
  const rendu = await lockDeposited(tx, actor, id)
  const { ligneId, input, today } = given
  const reliquat = rendu.reliquats.find((its) => its.ligneId === ligneId)
  if (!reliquat) throw new NotFound()
  if (!canSpeakFor(actor, reliquat.financeurId)) throw new Forbidden()
  if (reliquat.decideLe !== null)
    throw new Refusal('deja-decide', 'Ce reliquat est déjà décidé : la décision est au journal.')
  if (input.montantCentimes > reliquat.accordeCentimes)
    throw new InvalidInput({
      montantCentimes: [
        `Le financeur a accordé ${formatEuros(reliquat.accordeCentimes)} : il ne peut pas rester plus.`,
      ],
    })
  if (input.issue !== 'solde' && input.montantCentimes === 0)
    throw new InvalidInput({ montantCentimes: ['Un report ou un reversement a un montant.'] })
  await sql`update reliquat set issue = ${input.issue}, montant_centimes = ${input.montantCentimes}, motif = ${input.motif}, decide_le = ${today}
    where territoire_id = ${actor.territoireId} and compte_rendu_id = ${id} and ligne_id = ${ligneId}`.execute(
    tx,
  )
  if (input.issue === 'reversement')
    await sql`insert into versement (territoire_id, id, ligne_id, rang, nature, prevu_le, montant_centimes)
      select ${actor.territoireId}, ${newId()}, ${ligneId}, coalesce(max(rang), -1) + 1, 'reversement', ${addDays(today, 30)}::date, ${input.montantCentimes}
      from versement where territoire_id = ${actor.territoireId} and ligne_id = ${ligneId}`.execute(tx)
  await tell(tx, actor, rendu, {
    verb: 'reliquat',
    changes: {
      [reliquat.financeur]: {
        avant: formatEuros(reliquat.proposeCentimes),
        apres: `${reliquatIssues[input.issue]}, ${formatEuros(input.montantCentimes)}`,
      },
    },
  })
}

async function lockRendu(tx: Tx, actor: Actor, id: string): Promise<CompteRendu> {
  await getCompteRendu(tx, actor, id)
  await sql`select from compte_rendu where territoire_id = ${actor.territoireId} and id = ${id} for update`.execute(
    tx,
  )
  return getCompteRendu(tx, actor, id)
}

/** A submitted report, for who instructs. */
async function lockDeposited(tx: Tx, actor: Actor, id: string): Promise<CompteRendu> {
  const rendu = await lockRendu(tx, actor, id)
  if (!can(actor, 'dossiers.instruire')) throw new Forbidden()
  if (rendu.etat !== 'depose')
    throw new Refusal('pas-rendu', 'Ce compte rendu n’est pas à contrôler : rechargez la page.')
  return rendu
}

function mustControl(actor: Actor): void {
  if (!canControl(actor)) throw new Forbidden()
}

function mustCarry(actor: Actor, { porteurId }: CompteRendu): void {
  if (!canCarry(actor, { porteurId })) throw new Forbidden()
}

function mustBeOpen({ etat }: CompteRendu): void {
  if (etat === 'a_rendre')
    throw new Refusal('pas-commence', 'Commencez d’abord le compte rendu : ses lignes viennent du budget.')
  if (etat === 'depose' || etat === 'accepte')
    throw new Refusal('deja-rendu', 'Ce compte rendu est rendu : il ne change plus.')
}

function update(tx: Tx, actor: Actor, id: string, columns: ReturnType<typeof sql>): Promise<unknown> {
  return sql`update compte_rendu set ${columns}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
}

function tell(
  tx: Tx,
  actor: Actor,
  { id, exercice, action }: CompteRendu,
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `compte_rendu.${verb}`,
    entite: 'compte_rendu',
    entiteId: id,
    titre: `Compte rendu ${exercice} : ${action}`,
    changements: changes,
  })
}

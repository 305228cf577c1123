import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { canSpeakFor, getDossier } from '#app/features/financements/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, InvalidInput, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { formatEuros } from '#app/lib/money.ts'
import { type Change, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Echeance, refusalOfSchedule } from './versement.rules.ts'
import type { PaiementInput, VersementInput } from './versement.schema.ts'
import { versementNatures } from './versement.words.ts'
import { type LigneVersee, listLignesVersees, type Versement } from './versements.queries.server.ts'

interface LigneOf {
  id: string
  dossierId: string
  /** What the journal calls the dossier. */
  titre: string
}

/** Writes the first schedule of a grant. The caller has checked the right to do it. */
export async function writeSchedule(
  tx: Tx,
  actor: Actor,
  ligne: LigneOf,
  echeances: ReadonlyArray<Echeance>,
): Promise<void> {
  await tx
    .insertInto('versement')
    .values(
      echeances.map((its, rang) => ({
        ...its,
        territoireId: actor.territoireId,
        id: newId(),
        ligneId: ligne.id,
        rang,
      })),
    )
    .execute()
  const said = echeances.map((its) => `${versementNatures[its.nature]} : ${formatEuros(its.montantCentimes)}`)
  await tell(tx, actor, ligne, {
    verb: 'prevoir',
    changes: { echeancier: { avant: null, apres: said.join(', ') } },
  })
}

/** Adds a payment to the schedule of a grant. */
export async function addVersement(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  { ligneId, input }: { ligneId: string; input: VersementInput },
): Promise<void> {
  const ligne = await lockLigne(tx, actor, dossierId, ligneId)
  mustStand(ligne, [...ligne.versements, input])
  const rang = await nextRank(tx, ligneId)
  await tx
    .insertInto('versement')
    .values({ territoireId: actor.territoireId, id: newId(), ligneId, rang, ...input })
    .execute()
  await tell(tx, actor, ligne, {
    verb: 'prevoir',
    changes: { versement: { avant: null, apres: wordsOf(input) } },
  })
}

/** Changes a payment that is not made yet. */
export async function editVersement(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  { id, version, input }: { id: string; version: number; input: VersementInput },
): Promise<void> {
  const { ligne, versement } = await lockVersement(tx, actor, dossierId, { id, version })
  mustBeDue(versement)
  mustStand(ligne, [...ligne.versements.filter((its) => its.id !== id), input])
  await sql`update versement set nature = ${input.nature}, prevu_le = ${input.prevuLe}, montant_centimes = ${input.montantCentimes},
      version = version + 1, modifie_le = now() where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
  const change = { avant: wordsOf(versement), apres: wordsOf(input) }
  await tell(tx, actor, ligne, { verb: 'modifier', changes: { versement: change } })
}

/** Takes a payment out of the schedule, while it is not made. */
export async function removeVersement(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  given: { id: string; version: number },
): Promise<void> {
  const { ligne, versement } = await lockVersement(tx, actor, dossierId, given)
  mustBeDue(versement)
  await sql`delete from versement where territoire_id = ${actor.territoireId} and id = ${given.id}`.execute(
    tx,
  )
  await tell(tx, actor, ligne, {
    verb: 'retirer',
    changes: { versement: { avant: wordsOf(versement), apres: null } },
  })
}

/** Records that a payment was made, or corrects how it was recorded; null: it was not made after all. */
export async function payVersement(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  given: { id: string; version: number; input: PaiementInput | null; today: IsoDate },
): Promise<void> {
  const { ligne, versement } = await lockVersement(tx, actor, dossierId, given)
  const { input, today } = given
  if (input && input.verseLe > today)
    throw new InvalidInput({ verseLe: ['Un versement fait ne peut pas être daté d’un jour à venir.'] })
  await sql`update versement set verse_le = ${input?.verseLe ?? null}, reference = ${input?.reference ?? ''}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${given.id}`.execute(tx)
  await moveLigne(tx, actor, ligne.id)
  await tell(tx, actor, ligne, {
    verb: input ? 'verser' : 'remettre',
    changes: {
      [versementNatures[versement.nature]]: {
        avant: versement.verseLe,
        apres: input
          ? `${input.verseLe}, ${formatEuros(versement.montantCentimes)} ${input.reference}`.trim()
          : null,
      },
    },
  })
}

/** A line says how far it is paid, until it is accounted for. */
async function moveLigne(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`update ligne l set etat = case when v.verse = 0 then 'conventionnee' when v.verse >= v.accorde then 'payee' else 'payee_en_partie' end, modifie_le = now()
    from (select coalesce(sum(case when w.nature = 'reversement' then -w.montant_centimes else w.montant_centimes end) filter (where w.verse_le is not null), 0) as verse,
        max(coalesce(k.decide_specifique_centimes, 0) + coalesce(k.decide_droit_commun_centimes, 0)) as accorde
      from ligne k left join versement w on w.territoire_id = k.territoire_id and w.ligne_id = k.id
      where k.territoire_id = ${actor.territoireId} and k.id = ${id}) v
    where l.territoire_id = ${actor.territoireId} and l.id = ${id}
      and l.etat in ('accordee', 'notifiee', 'conventionnee', 'payee_en_partie', 'payee')`.execute(tx)
}

/** The grant of a dossier this person pays, held until the end. */
async function lockLigne(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  ligneId: string,
): Promise<LigneVersee & LigneOf> {
  const dossier = await getDossier(tx, actor, dossierId)
  if (!isId(ligneId)) throw new NotFound()
  await sql`select from ligne where territoire_id = ${actor.territoireId} and id = ${ligneId} for update`.execute(
    tx,
  )
  const ligne = (await listLignesVersees(tx, dossierId)).find((its) => its.id === ligneId)
  if (!ligne) throw new NotFound()
  if (!can(actor, 'conventions.gerer') && !canSpeakFor(actor, ligne.financeurId)) throw new Forbidden()
  return { ...ligne, dossierId, titre: dossier.numero ?? dossier.titre }
}

async function lockVersement(
  tx: Tx,
  actor: Actor,
  dossierId: string,
  { id, version }: { id: string; version: number },
): Promise<{ ligne: LigneVersee & LigneOf; versement: Versement }> {
  await getDossier(tx, actor, dossierId)
  const lines = await listLignesVersees(tx, dossierId)
  const owner = lines.find((its) => its.versements.some((versement) => versement.id === id))
  if (!owner) throw new NotFound()
  const ligne = await lockLigne(tx, actor, dossierId, owner.id)
  const versement = ligne.versements.find((its) => its.id === id)
  if (!versement) throw new NotFound()
  if (versement.version !== version)
    throw new Refusal('conflit', 'Quelqu’un a changé ce versement entre-temps : rechargez la page.')
  return { ligne, versement }
}

function mustStand(
  ligne: LigneVersee,
  echeances: ReadonlyArray<Pick<Echeance, 'nature' | 'montantCentimes'>>,
): void {
  const refusal = refusalOfSchedule(echeances, ligne.accordeCentimes)
  if (refusal) throw new InvalidInput({ montantCentimes: [refusal] })
}

function mustBeDue({ verseLe }: Versement): void {
  if (verseLe !== null)
    throw new Refusal('deja-verse', 'Ce versement est fait : reprenez-le d’abord s’il a été noté par erreur.')
}

async function nextRank(tx: Tx, ligneId: string): Promise<number> {
  const { rows } = await sql<{ rang: number }>`select coalesce(max(rang), -1) + 1 as rang from versement
    where territoire_id = territoire_courant() and ligne_id = ${ligneId}`.execute(tx)
  return rows[0]?.rang ?? 0
}

const wordsOf = ({ nature, prevuLe, montantCentimes }: Echeance): string =>
  `${versementNatures[nature]}, ${formatEuros(montantCentimes)}, ${prevuLe}`

function tell(
  tx: Tx,
  actor: Actor,
  { dossierId, titre }: LigneOf,
  { verb, changes }: { verb: string; changes: Record<string, Change> },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `versement.${verb}`,
    entite: 'dossier',
    entiteId: dossierId,
    titre,
    changements: changes,
  })
}

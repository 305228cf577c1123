import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { blankFiche, createFiche } from '#app/features/fiches/index.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { canDecideCandidature, canEditCandidature } from './candidature.permissions.ts'
import type { Candidature } from './candidature.rules.ts'
import type { CandidatureInput, GoInput, IssueInput } from './candidature.schema.ts'
import { candidatureSpec } from './candidature.spec.ts'
import { type CandidatureEtat, candidatureEtats } from './candidature.words.ts'
import { getCandidature } from './candidatures.queries.server.ts'

/** Opens the workspace of a bid. @returns its id */
export async function createCandidature(
  tx: Tx,
  actor: Actor,
  input: CandidatureInput,
  extra: { exemple?: boolean } = {},
): Promise<string> {
  if (!can(actor, 'candidatures.modifier', { organisationIds: [] })) throw new Forbidden()
  refuseImpossible(input)
  await refuseTaken(tx, actor, input.code, null)
  return insertEntity(tx, actor, candidatureSpec, { values: input, extra })
}

/** Corrects what a bid says of itself, at the version that was read. */
export async function updateCandidature(
  tx: Tx,
  actor: Actor,
  code: string,
  change: { version: number; input: CandidatureInput },
): Promise<void> {
  const bid = await getCandidature(tx, actor, code)
  if (!canEditCandidature(actor, bid)) throw new Forbidden()
  refuseImpossible(change.input)
  await refuseTaken(tx, actor, change.input.code, bid.id)
  await updateEntity(tx, actor, candidatureSpec, {
    id: bid.id,
    version: change.version,
    changes: change.input,
  })
}

function refuseImpossible({ debut, fin }: Pick<CandidatureInput, 'debut' | 'fin'>): void {
  if (debut && fin && fin <= debut)
    throw new Refusal('periode-impossible', 'La fin doit être après le début.', { field: 'fin' })
}

async function refuseTaken(tx: Tx, actor: Actor, code: string, id: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from candidature
    where territoire_id = ${actor.territoireId} and lower(code) = lower(${code}) and id is distinct from ${id}::uuid`.execute(
    tx,
  )
  if (rows.length > 0)
    throw new Refusal('code-pris', 'Ce code est déjà celui d’une autre candidature.', { field: 'code' })
}

/** Records the decision to answer the call, or not, with its reason. */
export async function decideCandidature(
  tx: Tx,
  actor: Actor,
  bid: Candidature,
  input: GoInput,
): Promise<void> {
  if (!canDecideCandidature(actor)) throw new Forbidden()
  if (bid.etat !== 'etudiee' && bid.etat !== 'en_montage')
    throw new Refusal('trop-tard', 'Le dossier est déjà déposé ou clos : la décision ne change plus.')
  const etat: CandidatureEtat = input.decision === 'go' ? 'en_montage' : 'renoncee'
  await change(tx, actor, bid, { operation: 'candidature.decider', values: { ...input, etat } })
}

/** Says that the file was handed in. */
export async function submitCandidature(tx: Tx, actor: Actor, bid: Candidature): Promise<void> {
  if (!canDecideCandidature(actor)) throw new Forbidden()
  if (bid.etat !== 'en_montage')
    throw new Refusal(
      'pas-en-montage',
      `Le dossier est « ${candidatureEtats[bid.etat].toLowerCase()} » : il ne peut pas être déposé.`,
    )
  await freezeVersion(tx, actor, bid, 'Dossier déposé')
  await change(tx, actor, bid, { operation: 'candidature.deposer', values: { etat: 'deposee' } })
}

/** Records the answer; once won, each action that has no fiche becomes one. */
export async function closeCandidature(
  tx: Tx,
  actor: Actor,
  bid: Candidature,
  input: IssueInput,
): Promise<void> {
  if (!canDecideCandidature(actor)) throw new Forbidden()
  if (bid.etat !== 'deposee') throw new Refusal('pas-deposee', 'Dites d’abord que le dossier est déposé.')
  if (input.etat === 'gagnee' && input.montantObtenuCentimes === null)
    throw new Refusal('montant-absent', 'Indiquez le montant obtenu.', { field: 'montantObtenuCentimes' })
  if (input.etat === 'perdue' && input.lecons === '')
    throw new Refusal('lecons-absentes', 'Écrivez ce qu’on en retient pour la prochaine fois.', {
      field: 'lecons',
    })
  await change(tx, actor, bid, { operation: 'candidature.clore', values: input })
  if (input.etat === 'gagnee') await openFiches(tx, actor, bid)
}

async function openFiches(tx: Tx, actor: Actor, bid: Candidature): Promise<void> {
  for (const action of bid.actions) {
    if (action.ficheId) continue
    const spent = bid.budget.filter((line) => line.actionId === action.id)
    const { id } = await createFiche(tx, actor, {
      ...blankFiche,
      titre: action.titre,
      resume: action.resume,
      publicVise: bid.publicVise,
      portee: action.communeCodes.length > 0 ? 'communes' : 'territoire',
      communeCodes: action.communeCodes,
      porteurId: action.operateurId,
      operateurIds: action.operateurId ? [action.operateurId] : [],
      financeurIds: [...new Set(spent.map((line) => line.financeurId))],
      parentId: bid.ficheId,
      debut: bid.debut,
      fin: bid.fin,
      budgetCentimes: spent.reduce((sum, line) => sum + line.montantCentimes, 0),
    })
    await sql`update candidature_action set fiche_id = ${id} where territoire_id = ${actor.territoireId} and id = ${action.id}`.execute(
      tx,
    )
  }
}

/** Keeps the bid as it is now, under a name: what is frozen never changes. */
export async function freezeVersion(tx: Tx, actor: Actor, bid: Candidature, libelle: string): Promise<void> {
  if (!canEditCandidature(actor, bid)) throw new Forbidden()
  const named = libelle.trim().slice(0, 200)
  if (named === '')
    throw new Refusal('libelle-absent', 'Donnez un nom à cette version.', { field: 'libelle' })
  const { rows } = await sql<{
    next: number
  }>`select coalesce(max(numero), 0)::int + 1 as next from candidature_version
    where territoire_id = ${actor.territoireId} and candidature_id = ${bid.id}`.execute(tx)
  await tx
    .insertInto('candidatureVersion')
    .values({
      territoireId: actor.territoireId,
      id: newId(),
      candidatureId: bid.id,
      numero: rows[0]?.next ?? 1,
      libelle: named,
      contenu: JSON.stringify(bid),
      creePar: actor.nom,
    })
    .execute()
  await writeJournal(tx, actor, {
    operation: 'candidature.figer',
    entite: 'candidature',
    entiteId: bid.id,
    titre: bid.titre,
    changements: { version: { avant: null, apres: named } },
  })
}

type Changed = Partial<Omit<GoInput & IssueInput, 'etat'>> & { etat: CandidatureEtat }

async function change(
  tx: Tx,
  actor: Actor,
  bid: Candidature,
  { operation, values }: { operation: string; values: Changed },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from candidature
    where territoire_id = ${actor.territoireId} and id = ${bid.id} for update`.execute(tx)
  if (rows[0]?.version !== bid.version)
    throw new Refusal('conflit', 'Quelqu’un vient de modifier cette candidature : rechargez la page.')
  await tx
    .updateTable('candidature')
    .set({ ...values, version: sql`version + 1`, modifieLe: sql`now()` })
    .where('id', '=', bid.id)
    .where('territoireId', '=', actor.territoireId)
    .execute()
  await writeJournal(tx, actor, {
    operation,
    entite: 'candidature',
    entiteId: bid.id,
    titre: bid.titre,
    changements: changesBetween<Record<string, unknown>>(Object.keys(values), { ...bid }, { ...values }),
  })
}

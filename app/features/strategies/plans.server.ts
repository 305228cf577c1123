import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { type EntitySpec, getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { isPossible } from './document.rules.ts'
import { mustWrite } from './documents.commands.server.ts'
import { butLiens, type LienInput, type PlanInput, planInput } from './plan.schema.ts'

export const planSpec = {
  entite: 'plan',
  table: 'planExterne',
  schema: planInput,
  titre: (values) => values.nom,
} satisfies EntitySpec<typeof planInput>

/** Adds the plan of another direction. @returns its id */
export async function createPlan(
  tx: Tx,
  actor: Actor,
  input: PlanInput,
  extra = { exemple: false },
): Promise<string> {
  mustWrite(actor)
  refuseImpossible(input)
  return insertEntity(tx, actor, planSpec, { values: input, extra })
}

export async function updatePlan(
  tx: Tx,
  actor: Actor,
  id: string,
  change: { version: number; input: PlanInput },
): Promise<void> {
  mustWrite(actor)
  refuseImpossible(change.input)
  await updateEntity(tx, actor, planSpec, { id, version: change.version, changes: change.input })
}

/** Adds a goal to a plan. @returns its id */
export async function addBut(tx: Tx, actor: Actor, planId: string, texte: string): Promise<string> {
  mustWrite(actor)
  const plan = await getEntity(tx, planSpec, planId)
  const id = newId()
  const rang = sql<number>`(select coalesce(max(rang), 0) + 1 from plan_but where plan_id = ${planId})`
  await tx
    .insertInto('planBut')
    .values({ territoireId: actor.territoireId, id, planId, texte, rang })
    .execute()
  await writeJournal(tx, actor, {
    operation: 'plan.but',
    entite: 'plan',
    entiteId: planId,
    titre: `${plan.nom} : ${texte}`,
  })
  return id
}

/** Says how a goal meets an axis: it serves it, does the same work twice, or goes against it. */
export async function linkBut(tx: Tx, actor: Actor, input: LienInput): Promise<void> {
  mustWrite(actor)
  const but = await tx
    .selectFrom('planBut')
    .select(['planId', 'texte'])
    .where('id', '=', input.butId)
    .executeTakeFirst()
  const axe = await tx.selectFrom('axe').select('id').where('id', '=', input.axeId).executeTakeFirst()
  if (!but || !axe) throw new NotFound()
  const { lien, note } = input
  await tx
    .insertInto('planButAxe')
    .values({ territoireId: actor.territoireId, ...input })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'butId', 'axeId']).doUpdateSet({ lien, note }),
    )
    .execute()
  const titre = `« ${but.texte} » ${butLiens[lien]}`
  await writeJournal(tx, actor, { operation: 'plan.lier', entite: 'plan', entiteId: but.planId, titre })
}

/** Removes the link of a goal to an axis. */
export async function unlinkBut(
  tx: Tx,
  actor: Actor,
  { butId, axeId }: { butId: string; axeId: string },
): Promise<void> {
  mustWrite(actor)
  if (!isId(butId) || !isId(axeId)) throw new NotFound()
  const gone = await tx
    .deleteFrom('planButAxe')
    .where('butId', '=', butId)
    .where('axeId', '=', axeId)
    .returning('butId')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  await writeJournal(tx, actor, {
    operation: 'plan.delier',
    entite: 'plan',
    entiteId: butId,
    titre: 'Lien d’un but retiré',
  })
}

/** The plans of a day with their goals and the axes these meet. */
export async function listPlans(tx: Tx, actor: Actor, at: IsoDate) {
  if (!can(actor, 'strategie.lire')) return []
  const plans = await tx
    .selectFrom('planExterne as e')
    .select(['e.id', 'e.nom', 'e.domaine', 'e.direction', 'e.debut', 'e.fin', 'e.exemple', 'e.version'])
    .where('e.archiveLe', 'is', null)
    .where((eb) => eb.or([eb('e.debut', 'is', null), eb('e.debut', '<=', at)]))
    .orderBy('e.domaine')
    .orderBy('e.nom')
    .execute()
  const buts = await tx.selectFrom('planBut').select(['id', 'planId', 'texte']).orderBy('rang').execute()
  const liens = await tx.selectFrom('planButAxe').select(['butId', 'axeId', 'lien', 'note']).execute()
  return plans.map((plan) => ({
    ...plan,
    buts: buts
      .filter((but) => but.planId === plan.id)
      .map((but) => ({ ...but, liens: liens.filter((lien) => lien.butId === but.id) })),
  }))
}

export type Plan = Awaited<ReturnType<typeof listPlans>>[number]

function refuseImpossible(input: PlanInput): void {
  if (!isPossible(input))
    throw new Refusal('periode-impossible', 'La fin doit être après le début.', { field: 'fin' })
}

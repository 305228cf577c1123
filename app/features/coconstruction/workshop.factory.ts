import type { Db, Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { addContribution } from './contributions.commands.server.ts'
import { listContributions } from './contributions.queries.server.ts'
import { aContribution, aDemarche } from './demarche.factory.ts'
import type { DemarcheEtat } from './demarche.words.ts'
import { createDemarche, moveDemarche } from './demarches.commands.server.ts'
import { getDemarche } from './demarches.queries.server.ts'

export const TODAY = isoDate('2026-11-24')
export const NOW = new Date('2026-11-24T09:00:00Z')

/** A document in writing, a transversal group where one association sits, and a démarche in a phase. */
export async function aWorkshop(db: Db, etat: DemarcheEtat = 'contributions') {
  const world = await aFicheWorld(db)
  const territoireId = world.territoire.id
  const groupe = newId()
  for (const axeId of world.axes)
    await db.insertInto('documentAxe').values({ territoireId, documentId: world.document, axeId }).execute()
  await db
    .updateTable('organisation')
    .set({ courriel: 'contact@exemple.invalid' })
    .where('id', '=', world.association)
    .execute()
  await db
    .insertInto('instance')
    .values({ territoireId, id: groupe, nom: 'Jeunesse', nature: 'groupe_transversal', debut: '2020-01-01' })
    .execute()
  await db
    .insertInto('siege')
    .values({
      territoireId,
      id: newId(),
      instanceId: groupe,
      organisationId: world.association,
      debut: '2020-01-01',
    })
    .execute()
  const member = await world.as('porteur', world.association)
  const stranger = await world.as('porteur', world.partner)
  const run = <Result>(work: (tx: Tx) => Promise<Result>, actor: Actor = world.direction) =>
    asActor(db, actor, work)
  const id = await run((tx) =>
    createDemarche(tx, world.direction, aDemarche({ documentId: world.document, groupes: [groupe] })),
  )
  const versionNow = async () => (await run((tx) => getDemarche(tx, world.direction, id))).version
  const move = async (to: DemarcheEtat) => {
    const version = await versionNow()
    await run((tx) => moveDemarche(tx, world.direction, id, { version, to }))
  }
  const road: DemarcheEtat[] = ['contributions', 'redaction']
  for (const to of road.slice(0, road.indexOf(etat) + 1)) await move(to)
  const write = (given: Partial<ReturnType<typeof aContribution>> = {}, actor: Actor = member) =>
    run(
      (tx) =>
        addContribution(tx, actor, id, {
          input: aContribution({
            axeId: world.axes[0],
            instanceId: groupe,
            organisationId: world.association,
            ...given,
          }),
          confirmed: true,
          today: TODAY,
          now: NOW,
        }),
      actor,
    )
  const all = () =>
    run((tx) => listContributions(tx, id, { voice: { personneId: world.direction.personneId } }))
  return { ...world, id, groupe, member, stranger, run, move, write, versionNow, all }
}

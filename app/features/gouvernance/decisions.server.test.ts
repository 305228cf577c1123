import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { aFiche } from '#app/features/fiches/fiche.factory.ts'
import { createFiche, getFiche, moveFiche } from '#app/features/fiches/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { newId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { decidePoint, setDeport } from './decisions.commands.server.ts'
import { aBody, aPoint, came, consensus, JOUR } from './gouvernance.factory.ts'
import type { DecisionInput } from './seance.schema.ts'
import { addPoint, setPresences } from './seances.commands.server.ts'
import { listPoints } from './seances.queries.server.ts'

const { db } = await openTestDatabase()

test('an adopted decision validates the fiche in the same gesture, and is written on it as its source', async () => {
  const { actor, run, seance, axes, association } = await aBody(db)
  const id = await seance()
  const { id: ficheId, code } = await run(async (tx) => {
    const made = await createFiche(tx, actor, aFiche({ axeId: axes[0], porteurId: association }))
    const { version } = await getFiche(tx, actor, made.code)
    await moveFiche(tx, actor, made.id, { version, to: 'en_montage', motif: '', today: JOUR })
    return made
  })
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint({ ficheId }))
    await setPresences(tx, actor, id, came({ [association]: 'present' }))
    await expect(decidePoint(tx, actor, pointId, { input: consensus, today: NOW_DAY })).rejects.toMatchObject(
      { code: 'trop-tot' },
    )
    expect(await decidePoint(tx, actor, pointId, { input: consensus, today: JOUR })).toBe('adoptee')
    expect(await getFiche(tx, actor, code)).toMatchObject({ etat: 'validee' })
    const suivi = await tx
      .selectFrom('ficheSuivi')
      .select('texte')
      .where('ficheId', '=', ficheId)
      .executeTakeFirst()
    expect(suivi?.texte).toContain('Comité')
    await expect(decidePoint(tx, actor, pointId, { input: consensus, today: JOUR })).rejects.toMatchObject({
      code: 'deja-decide',
    })
  })
})

test('an adopted decision adopts a programming: every request is decided with the meeting as its source', async () => {
  const { actor, run, seance, association } = await aBody(db)
  const id = await seance()
  const simulationId = await run((tx) => aSimulation(tx, actor, association))
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint({ simulationId }))
    await setPresences(tx, actor, id, came({ [association]: 'present' }))
    expect(await decidePoint(tx, actor, pointId, { input: consensus, today: JOUR })).toBe('adoptee')
    const { rows } = await sql`select etat, decide_le, decision_reference like '%séance%' as has_source,
      (select count(*)::int from compte_rendu c where c.dossier_id = l.dossier_id) as rendus from ligne l`.execute(
      tx,
    )
    expect(rows).toEqual([{ etat: 'accordee', decideLe: JOUR, hasSource: true, rendus: 1 }])
    await expect(
      addPoint(tx, actor, id, aPoint({ simulationId, avenantId: simulationId })),
    ).rejects.toMatchObject({
      code: 'deux-objets',
    })
  })
})

/** A call with one submitted dossier and a simulation that grants what it asks. */
async function aSimulation(tx: Tx, actor: Actor, organisationId: string): Promise<string> {
  const [appel, dossier, simulation] = [newId(), newId(), newId()]
  const t = actor.territoireId
  await sql`insert into appel_a_projets (territoire_id, id, code, titre, nature, exercice, etat) values (${t}, ${appel}, 'A-1', 'Appel d’essai', 'contrat_de_ville', 2026, 'instruction')`.execute(
    tx,
  )
  await sql`insert into dossier (territoire_id, id, appel_id, porteur_id, titre, etat, numero, depose_le, depot_commence_le, copie, copie_sha256)
    values (${t}, ${dossier}, ${appel}, ${organisationId}, 'Action', 'depose', 'A-1-0001', now(), now(), '{}', ${'0'.repeat(64)})`.execute(
    tx,
  )
  const ligne = newId()
  await sql`insert into ligne (territoire_id, id, dossier_id, financeur_id, demande_centimes) values (${t}, ${ligne}, ${dossier}, ${organisationId}, 100000)`.execute(
    tx,
  )
  await sql`insert into simulation (territoire_id, id, appel_id, nom) values (${t}, ${simulation}, ${appel}, 'Une')`.execute(
    tx,
  )
  await sql`insert into simulation_ligne (territoire_id, simulation_id, ligne_id, specifique_centimes) values (${t}, ${simulation}, ${ligne}, 100000)`.execute(
    tx,
  )
  return simulation
}

const NOW_DAY = isoDate('2026-02-01')

test('without its quorum a body does not decide; who steps out counts neither in the quorum nor in the votes', async () => {
  const { actor, run, seance, association, partner } = await aBody(db, { quorumPourcent: 60 })
  const id = await seance()
  await run(async (tx) => {
    const pointId = await addPoint(tx, actor, id, aPoint())
    const vote: DecisionInput = { ...consensus, mode: 'vote', pour: 2, contre: 0, abstention: 0 }
    await setPresences(tx, actor, id, came({ [association]: 'present', [partner]: 'excuse' }))
    await expect(decidePoint(tx, actor, pointId, { input: vote, today: JOUR })).rejects.toMatchObject({
      code: 'sans-quorum',
    })
    expect(await decidePoint(tx, actor, pointId, { input: { ...vote, ajourner: true }, today: JOUR })).toBe(
      'ajournee',
    )
    await setDeport(tx, actor, pointId, { organisationId: partner, motif: 'Porteur', retire: false })
    await expect(decidePoint(tx, actor, pointId, { input: vote, today: JOUR })).rejects.toMatchObject({
      code: 'voix',
    })
    expect(await decidePoint(tx, actor, pointId, { input: { ...vote, pour: 1 }, today: JOUR })).toBe(
      'adoptee',
    )
    const [point] = await listPoints(tx, id)
    expect(point).toMatchObject({
      resultat: 'adoptee',
      pour: 1,
      deports: [{ organisationId: partner, motif: 'Porteur' }],
    })
  })
})

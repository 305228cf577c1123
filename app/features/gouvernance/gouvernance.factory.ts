import type { Db, Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { aFicheWorld } from '#app/features/fiches/fiche-world.factory.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { InstanceInput } from './instance.schema.ts'
import { addSiege, createInstance } from './instances.commands.server.ts'
import type { DecisionInput, PointInput, Presence } from './seance.schema.ts'
import { createSeance } from './seances.commands.server.ts'

export const DEBUT = isoDate('2015-01-01')
export const JOUR = isoDate('2026-03-10')
export const NOW = new Date('2026-02-01T09:00:00Z')
export const sending = { publicUrl: 'https://maillage.invalid', from: 'maillage@exemple.invalid', now: NOW }

export const anInstance = (given: Partial<InstanceInput> = {}): InstanceInput => ({
  nom: 'Comité',
  nature: 'copil',
  objet: '',
  documentId: null,
  elargitId: null,
  perimetreId: null,
  qpvCode: null,
  axeIds: [],
  rythmeAnnuel: 2,
  quorumPourcent: null,
  debut: DEBUT,
  fin: null,
  source: '',
  ...given,
})

export const aPoint = (given: Partial<PointInput> = {}): PointInput => ({
  titre: 'Un point',
  nature: 'decision',
  dureeMinutes: 15,
  presentation: '',
  ficheId: null,
  avenantId: null,
  simulationId: null,
  ...given,
})

export const consensus: DecisionInput = {
  decision: 'Accord.',
  mode: 'consensus',
  pour: null,
  contre: null,
  abstention: null,
  ajourner: false,
}

export const aSeat = (organisationId: string, given: { debut?: string; fin?: string } = {}) => ({
  organisationId,
  college: '',
  titulaireId: null,
  suppleantId: null,
  debut: isoDate(given.debut ?? '2015-01-01'),
  fin: given.fin ? isoDate(given.fin) : null,
})

/** A body with two associations that have an address, and what a test does in it as the direction. */
export async function aBody(db: Db, given: Partial<InstanceInput> = {}) {
  const world = await aFicheWorld(db)
  const actor: Actor = world.direction
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const instanceId = await run(async (tx) => {
    await tx.updateTable('organisation').set({ courriel: 'contact@exemple.invalid' }).execute()
    const id = await createInstance(tx, actor, anInstance(given))
    for (const its of [world.association, world.partner])
      await addSiege(tx, actor, { instanceId: id }, aSeat(its))
    return id
  })
  const seance = (jour = JOUR) =>
    run((tx) =>
      createSeance(
        tx,
        actor,
        { instanceId },
        { titre: 'Séance', jour, heure: '14:30', dureeMinutes: 90, lieu: 'Salle', visio: '' },
      ),
    )
  return { ...world, actor, run, instanceId, seance }
}

export const came = (entries: Record<string, Presence>) => new Map(Object.entries(entries))

import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { ruralityOf } from './commune.rules.ts'
import type { NewQpv } from './qpv-record.ts'

export interface CommuneFacts {
  code: string
  lon: number
  lat: number
  superficieKm2: number
  populations: ReadonlyArray<{
    annee: number
    population: number
    nature: 'municipale' | 'legale'
    source: string
  }>
}

/** Completes communes with their centre, surface and populations; one journal line for the lot. */
export async function describeCommunes(
  tx: Tx,
  actor: Actor,
  facts: ReadonlyArray<CommuneFacts>,
): Promise<void> {
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  for (const { code, lon, lat, superficieKm2, populations } of facts) {
    const latest = populations.toSorted((a, b) => b.annee - a.annee)[0]
    const type = latest ? { type: ruralityOf(latest.population) } : {}
    await tx
      .updateTable('commune')
      .set({ lon, lat, superficieKm2, ...type })
      .where('territoireId', '=', actor.territoireId)
      .where('code', '=', code)
      .execute()
  }
  const rows = facts.flatMap(({ code, populations }) =>
    populations.map((its) => ({ territoireId: actor.territoireId, code, ...its })),
  )
  await tx
    .insertInto('communePopulation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'code', 'annee', 'nature']).doUpdateSet((eb) => ({
        population: eb.ref('excluded.population'),
        source: eb.ref('excluded.source'),
      })),
    )
    .execute()
  await writeJournal(tx, actor, {
    operation: 'commune.decrire',
    entite: 'commune',
    entiteId: facts.map((its) => its.code).join(' '),
    titre: `${facts.length} communes complétées`,
  })
}

/** Adds quarters of either generation with the communes they lie in, those of other territories included. */
export async function addQpvs(tx: Tx, actor: Actor, qpvs: ReadonlyArray<NewQpv>): Promise<void> {
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  const { territoireId } = actor
  await tx
    .insertInto('qpv')
    .values(qpvs.map(({ communes: _, ...qpv }) => ({ territoireId, ...qpv })))
    .execute()
  const links = qpvs.flatMap((qpv) =>
    qpv.communes.map((its) => ({
      territoireId,
      qpvCode: qpv.code,
      communeCode: its.code,
      communeNom: its.nom,
      horsTerritoire: its.horsTerritoire,
    })),
  )
  await tx.insertInto('qpvCommune').values(links).execute()
  await writeJournal(tx, actor, {
    operation: 'qpv.ajouter',
    entite: 'qpv',
    entiteId: qpvs.map((its) => its.code).join(' '),
    titre: `${qpvs.length} quartiers prioritaires ajoutés`,
  })
}

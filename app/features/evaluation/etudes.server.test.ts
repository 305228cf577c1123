import { expect, test } from 'vitest'
import type { Tx } from '#app/db/connection.server.ts'
import { asActor } from '#app/db/territoire.server.ts'
import { openTestDatabase } from '#app/db/test-database.ts'
import { anActor, aTerritoire } from '#app/features/territoires/territoire.factory.ts'
import { Forbidden } from '#app/lib/errors.ts'
import type { EtudeInput } from './etude.schema.ts'
import type { Material } from './etude-matiere.server.ts'
import { createEtude, freezeEtude, prepareFreeze, updateEtude } from './etudes.commands.server.ts'
import { getEtude, listEtudes, listTests } from './etudes.queries.server.ts'
import { studyPanelOf } from './panel.rules.ts'

const { db } = await openTestDatabase()
const NOW = new Date('2026-11-23T10:00:00Z')
const YEARS = Array.from({ length: 14 }, (_, index) => 2008 + index)

const anEtude = (given: Partial<EtudeInput> = {}): EtudeInput => ({
  titre: 'Cambriolages à Valenciennes',
  question: 'Ont-ils moins augmenté qu’ailleurs ?',
  indicateur: 'POP_TOTAL',
  documentId: null,
  communeCodes: ['59606'],
  debut: 2017,
  cible: 1,
  choisiesSurMesure: false,
  anneeChoix: null,
  ...given,
})

function aMaterial(effect: number, years = YEARS): Material {
  const rows = Array.from({ length: 40 }, (_, unit) =>
    years.map((annee, t) => ({
      code: unit === 0 ? '59606' : `62${String(unit).padStart(3, '0')}`,
      annee,
      valeur:
        20 +
        (unit % 7) +
        Math.sin(t / 2) +
        Math.sin(unit * 12.9 + t * 78.2) * 0.4 +
        (unit === 0 && annee >= 2017 ? effect : 0),
    })),
  ).flat()
  const study = studyPanelOf(rows, { traitees: ['59606'], proches: [], debut: 2017, population: new Map() })
  const avant = study.annees.filter((annee) => annee < 2017).length
  return {
    study,
    facts: { avant, apres: study.annees.length - avant, traitees: 1, donneuses: study.donneuses.length },
    contexte: { source: 'registre' },
    unite: 'pour mille',
    indicateurNom: 'Indicateur d’essai',
    sources: [
      {
        file: 'essai.csv',
        sha256: 'a'.repeat(64),
        producer: 'Essai',
        millesime: '2024',
        licence: 'Licence Ouverte',
      },
    ],
  }
}

async function aStudy(given: Partial<EtudeInput> = {}) {
  const territoire = await aTerritoire(db)
  const actor = await anActor(db, territoire, { role: 'direction' })
  const run = <Result>(work: (tx: Tx) => Promise<Result>) => asActor(db, actor, work)
  const id = await run((tx) => createEtude(tx, actor, anEtude(given)))
  const freeze = (material: Material) =>
    run(async (tx) => {
      const etude = await getEtude(tx, actor, id)
      const prepared = prepareFreeze(etude, material, await listTests(tx))
      await freezeEtude(tx, actor, id, { prepared, version: etude.version, now: NOW })
    })
  return { territoire, actor, run, id, freeze }
}

test('every field of a declaration survives save and reload', async () => {
  const { actor, run, id } = await aStudy()
  const stored = await run((tx) => getEtude(tx, actor, id))
  expect(stored).toMatchObject({ ...anEtude(), figeeLe: null, protocole: null, resultat: null })
})

test('G1: frozen, a study keeps its protocol, its date and its result, and its question changes no more', async () => {
  const { actor, run, id, freeze } = await aStudy()
  await freeze(aMaterial(6))
  const stored = await run((tx) => getEtude(tx, actor, id))
  expect(stored.figeeLe).toEqual(NOW)
  expect(stored.protocole).toMatchObject({ methode: 'sc', traitees: ['59606'], testsAvant: 0 })
  expect(stored.resultat?.effet).toBeGreaterThan(4)
  expect(stored.resultat?.trajectoires.annees).toEqual(YEARS)
  expect(stored.resultat?.placebos.length).toBeGreaterThan(20)
  await run(async (tx) => {
    await expect(
      updateEtude(tx, actor, id, { version: stored.version, input: anEtude({ debut: 2016 }) }),
    ).rejects.toMatchObject({ code: 'figee' })
  })
  await expect(freeze(aMaterial(0))).rejects.toMatchObject({ code: 'figee' })
  const lines = await run((tx) =>
    tx.selectFrom('journal').select('operation').where('entiteId', '=', id).orderBy('id').execute(),
  )
  expect(lines.map((line) => line.operation)).toEqual(['etude.creer', 'etude.figer'])
})

test('a design the rules refuse stays a declaration, with the reason, and nothing is written', async () => {
  const { actor, run, id, freeze } = await aStudy()
  await expect(freeze(aMaterial(6, [2016, 2017, 2018]))).rejects.toMatchObject({ code: 'etude-refusee' })
  expect((await run((tx) => getEtude(tx, actor, id))).figeeLe).toBeNull()
})

test('a study that finds nothing is listed like the others', async () => {
  const { actor, run, freeze } = await aStudy()
  await freeze(aMaterial(0))
  const [line] = await run((tx) => listEtudes(tx, actor))
  expect(line?.verdict).not.toBe('3')
  expect(line?.texte).not.toBe('')
})

test('a carrier sees no study, a partner declares none', async () => {
  const { territoire, id } = await aStudy()
  const carrier = await anActor(db, territoire, { role: 'porteur' })
  await asActor(db, carrier, async (tx) => {
    expect(await listEtudes(tx, carrier)).toEqual([])
    await expect(getEtude(tx, carrier, id)).rejects.toThrow()
  })
  const partner = await anActor(db, territoire, { role: 'partenaire' })
  await asActor(db, partner, async (tx) => {
    await expect(createEtude(tx, partner, anEtude())).rejects.toThrow(Forbidden)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { inclusionCsv, inclusionRows, isPermanentService, type PublishedService } from './inclusion.ts'
import type { PublicFiche } from './public.schema.ts'

const contenu: PublicFiche = {
  code: 'DRE-01',
  titre: 'Dispositif de Réussite Éducative',
  resume: 'Des parcours individuels, avec les familles.',
  etat: 'En cours',
  axe: '4. Réussite éducative',
  porteur: 'GIP Réussite éducative',
  porteurSiret: null,
  operateurs: [],
  partenaires: [],
  financeurs: ['État'],
  communes: [],
  quartiers: [{ code: 'QP059001', nom: 'Quartier d’essai' }],
  publicVise: 'Enfants et adolescents',
  debut: '2015-01-01',
  fin: null,
  budgetEuros: 1_000_000,
  exemple: false,
}
const published = (given: Partial<PublicFiche> = {}, adresse = 'dre-01'): PublishedService => ({
  contenu: { ...contenu, ...given },
  adresse,
  publieLe: '2026-11-24T08:00:00.000Z',
  url: `https://exemple.fr/p/x/actions/${adresse}`,
})
const issuer = { source: 'maillage-x', siren: '245901160' }
const all = [
  published(),
  published({ titre: 'Point d’écoute', porteurSiret: '24590116000012', exemple: true, quartiers: [] }, 'f-2'),
  published({ titre: 'Lieu d’accueil', communes: [{ code: '59606', nom: 'Valenciennes' }] }, 'f-3'),
]

test('a permanent service is in progress, without an end, with a carrier', () => {
  expect(isPermanentService(contenu)).toBe(true)
  for (const given of [{ etat: 'Terminée' }, { fin: '2027-01-01' }, { porteur: '' }])
    expect(isPermanentService({ ...contenu, ...given }), JSON.stringify(given)).toBe(false)
})

test('a service says what is known of it and nothing else; what is invented says so', () => {
  const services = inclusionRows('services', [...all, published({ etat: 'Validée' }, 'f-4')], issuer)
  expect(services).toHaveLength(3)
  expect(services[0]).toMatchObject({
    source: 'maillage-x',
    structure_id: 'GIP Réussite éducative',
    id: 'dre-01',
    date_maj: '2026-11-24',
    publics: ['residents-qpv-frr'],
    publics_precisions: 'Enfants et adolescents',
    zone_eligibilite: null,
    thematiques: null,
    frais: null,
  })
  expect(services[1]).toMatchObject({
    nom: 'Point d’écoute (exemple)',
    publics: null,
    zone_eligibilite: ['245901160'],
  })
  expect(services[2]).toMatchObject({ zone_eligibilite: ['59606'] })
})

test('a structure comes once whatever its services, and each service names one of them', () => {
  const structures = inclusionRows('structures', all, issuer)
  expect(structures.map(({ id }) => id)).toEqual(['GIP Réussite éducative', '24590116000012'])
  expect(structures[1]).toMatchObject({ siret: '24590116000012' })
  const ids = new Set(structures.map(({ id }) => id))
  for (const row of inclusionRows('services', all, issuer))
    expect(ids).toContain('structure_id' in row ? row.structure_id : '')
})

test('a title longer than the schema allows is cut within it, the word « exemple » kept', () => {
  const [row] = inclusionRows('services', [published({ titre: 'x'.repeat(300), exemple: true })], issuer)
  expect(row?.nom).toHaveLength(150)
  expect(row?.nom).toMatch(/… \(exemple\)$/)
})

test('the CSV is read back: lists are JSON arrays, nothing is a formula', () => {
  const rows = inclusionRows('services', [published({ titre: '=1+1 ; « écoute »' })], issuer)
  const [read] = parse(inclusionCsv('services', rows), { bom: true, columns: true, delimiter: ';' }) as Array<
    Record<string, string>
  >
  expect(read).toMatchObject({ nom: "'=1+1 ; « écoute »", publics: '["residents-qpv-frr"]', frais: '' })
})

const official = (name: string): string => `../shared/data/data-inclusion/schema-v1/${name}.json`

if (existsSync(official('service')))
  test('the rows obey the schema published by data·inclusion', () => {
    for (const [name, file] of [
      ['structure', 'structures'],
      ['service', 'services'],
    ] as const) {
      const schema = z.fromJSONSchema(JSON.parse(readFileSync(official(name), 'utf8')))
      const { properties } = JSON.parse(readFileSync(official(name), 'utf8'))
      const rows = inclusionRows(file, all, issuer)
      for (const row of rows) {
        expect(schema.safeParse(row).error?.issues ?? []).toEqual([])
        expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(row)))
      }
      expect(schema.safeParse({ ...rows[0], nom: '' }).success).toBe(false)
    }
  })

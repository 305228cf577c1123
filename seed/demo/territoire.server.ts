import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { addQpvs, describeCommunes } from '#app/features/territoires/index.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { projectPath } from '#app/platform/root.server.ts'

const number = z.string().transform(Number).pipe(z.number())

const communeRow = z.object({
  code_insee: z.string(),
  lon: number,
  lat: number,
  pop_2013: number,
  pop_2018: number,
  pop_legale_2023: number,
  superficie_km2: number,
})

const qpvRow = z.object({
  generation: z.enum(['2015', '2024']),
  code_qp: z.string(),
  nom_qp: z.string(),
  communes_CAVM: z.string(),
  noms_CAVM: z.string(),
  communes_hors_CAVM: z.string(),
  noms_hors_CAVM: z.string(),
  statut_perimetre: z.string(),
})

/** The real communes and quarters of Valenciennes Métropole, from public files (INSEE, IGN, ANCT). */
export async function seedTerritoire(tx: Tx, director: Actor): Promise<void> {
  await describeCommunes(
    tx,
    director,
    z.array(communeRow).parse(readCsv('valenciennes-communes.csv')).map(toFacts),
  )
  await addQpvs(tx, director, z.array(qpvRow).parse(readCsv('valenciennes-qpv.csv')).map(toQpv))
}

function readCsv(name: string): unknown {
  return parse(readFileSync(projectPath('seed/demo', name), 'utf8'), {
    columns: true,
    delimiter: ';',
    bom: true,
  })
}

function toFacts(row: z.infer<typeof communeRow>) {
  const municipale = { nature: 'municipale' as const }
  return {
    code: row.code_insee,
    lon: row.lon,
    lat: row.lat,
    superficieKm2: row.superficie_km2,
    populations: [
      { ...municipale, annee: 2013, population: row.pop_2013, source: 'INSEE, recensement 2013' },
      { ...municipale, annee: 2018, population: row.pop_2018, source: 'INSEE, recensement 2018' },
      {
        nature: 'legale' as const,
        annee: 2023,
        population: row.pop_legale_2023,
        source: 'INSEE, populations légales 2023',
      },
    ],
  }
}

// Codes and names of 2015 read in a public list; the others follow the numbering of 2024, and say so on screen.
const attested2015 = new Set(['QP059020', 'QP059021', 'QP059022', 'QP059024', 'QP059030', 'QP059031'])

function toQpv(row: z.infer<typeof qpvRow>) {
  const is2015 = row.generation === '2015'
  const inside = pairs(row.communes_CAVM, row.noms_CAVM).map((its) => ({ ...its, horsTerritoire: false }))
  const outside = pairs(row.communes_hors_CAVM, row.noms_hors_CAVM).map((its) => ({
    ...its,
    horsTerritoire: true,
  }))
  return {
    code: row.code_qp,
    generation: is2015 ? (2015 as const) : (2024 as const),
    nom: row.nom_qp,
    statutPerimetre: row.statut_perimetre || null,
    codeInfere: is2015 && !attested2015.has(row.code_qp),
    debut: is2015 ? '2015-01-01' : '2024-01-01',
    fin: is2015 ? '2024-01-01' : null,
    source: is2015
      ? 'Décret 2014-1750, listes publiques partielles'
      : 'ANCT, liste des quartiers prioritaires 2024',
    communes: [...inside, ...outside],
  }
}

function pairs(codes: string, names: string): Array<{ code: string; nom: string }> {
  const labels = names.split(',').map((name) => name.trim())
  return codes
    .split(' ')
    .filter(Boolean)
    .map((code, index) => ({ code, nom: labels[index] ?? code }))
}

import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '#app/lib/errors.ts'
import { plainName } from '#app/lib/tables/index.ts'
import { type Format, type Plan, plainSerie, remark, type Sheet } from '#data/sources/contract.ts'
import { readLieu } from '#data/sources/niveaux.ts'
import type { Lac } from './imports.server.ts'
import { missingColumns, type Recette, recette } from './recettes.ts'

function folderOf(lac: Lac): string {
  return join(lac.root, 'recettes')
}

/** Reads a recipe written by hand or by a screen. Refuses with everything that is wrong in it. */
export async function readRecette(path: string): Promise<Recette> {
  const content = await readFile(path, 'utf8').catch(() => null)
  if (content === null) throw new Refusal('recette-absente', `La recette ${path} n’existe pas à cet endroit.`)
  const parsed = recette.safeParse(parseJson(content))
  if (parsed.success) return parsed.data
  const sentence = `La recette ${path} est à corriger : ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`
  throw new Refusal('recette-invalide', sentence)
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}

/** Keeps a recipe for the next files of the same shape; the same name replaces it. */
export async function saveRecette(lac: Lac, one: Recette): Promise<void> {
  await mkdir(folderOf(lac), { recursive: true })
  const target = join(folderOf(lac), `${one.nom}.json`)
  await writeFile(`${target}.${process.pid}`, JSON.stringify(one, null, 2))
  await rename(`${target}.${process.pid}`, target)
}

/** The recipes kept, by name. */
export async function listRecettes(lac: Lac): Promise<Recette[]> {
  if (!existsSync(folderOf(lac))) return []
  const names = (await readdir(folderOf(lac))).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map((name) => readRecette(join(folderOf(lac), name))))
}

/** A recipe as a format: it recognises the tables that have all of its columns. */
export function formatOfRecette(one: Recette): Format {
  return {
    id: one.nom,
    label: `Recette ${one.nom}`,
    recognise: ({ sheets, millesime }) => {
      const found = sheets.filter((sheet) => missingColumns(one, sheet.header).length === 0)
      if (found.length === 0) return null
      return {
        format: one.nom,
        dataset: one.nom.replaceAll('-', '_'),
        producer: one.producteur,
        licence: one.licence,
        millesime: millesime ?? one.periode,
        parts: found.map((sheet) => partOf(one, sheet, millesime)),
        flags: found.flatMap((sheet) => unusedColumns(one, sheet)),
      } satisfies Plan
    },
  }
}

function at(sheet: Sheet, name: string): number {
  return sheet.header.columns.findIndex((column) => plainName(column) === plainName(name))
}

function partOf(one: Recette, sheet: Sheet, millesime: string | null): Plan['parts'][number] {
  const dataset = one.nom.replaceAll('-', '_')
  const fixed = millesime ?? one.periode ?? 'inconnue'
  const keys = [...(one.colonnePeriode ? [one.colonnePeriode] : []), ...one.ventilations].map((name) =>
    at(sheet, name),
  )
  return {
    shape: 'long',
    sheet,
    geographie: null,
    isHomemade: true,
    code: {
      columns: [at(sheet, one.colonneLieu)],
      levelColumn: null,
      read: (text) => readLieu(text, one.niveau),
    },
    keys,
    values: one.mesures.map(({ colonne }) => at(sheet, colonne)),
    describe: (values) => {
      const periode = one.colonnePeriode ? (values[0] ?? '') : fixed
      if (periode === '') return { aside: 'la période est vide' }
      const broken = one.colonnePeriode ? values.slice(1) : values
      const modalites = Object.fromEntries(one.ventilations.map((name, index) => [name, broken[index] ?? '']))
      return one.mesures.map(({ variable, unite, libelle }) =>
        plainSerie(`${dataset}/${variable}`, periode, { unit: unite, label: libelle, modalites }),
      )
    },
  }
}

function unusedColumns(one: Recette, sheet: Sheet) {
  const used = [
    one.colonneLieu,
    one.colonnePeriode ?? '',
    ...one.ventilations,
    ...one.mesures.map(({ colonne }) => colonne),
  ]
  const known = new Set(used.map(plainName))
  const unused = sheet.header.columns.filter((name) => !known.has(plainName(name)))
  return unused.map((name) =>
    remark(
      'colonne-non-reprise',
      `La colonne « ${name} » n’est pas dans la recette : elle n’est pas reprise.`,
      name,
    ),
  )
}

import { open, readFile } from 'node:fs/promises'
import { Refusal } from '#app/lib/errors.ts'
import { cellText, findHeader, openTables, plainName, type Row } from '#app/lib/tables/index.ts'
import { type ContoursFile, parseContours, parseQpvContours } from '#geo/contours.ts'
import { labelPoint } from '#geo/plane.ts'
import type { QpvLine } from './place-import.rules.ts'

export type PlaceFile = { kind: 'contours'; contours: ContoursFile } | { kind: 'qpv'; lines: QpvLine[] }

const MAX_ROWS = 5_000

// As `plainName` gives them: without case, accents nor punctuation.
const columns = {
  code: ['codeqp', 'codeqpv', 'codequartier'],
  nom: ['nomqp', 'libqp', 'nomqpv', 'libqpv', 'nomduquartier', 'nom'],
  communes: ['inseecom', 'codecommune', 'codeinsee', 'codgeo', 'codescommunes', 'communes'],
  noms: ['nomcommune', 'libcom', 'nomcom', 'communeqp', 'nomscommunes', 'commune'],
} as const

/** Reads a file of contours or of quarters, told apart by what is inside. @throws Refusal */
export async function readPlaceFile(path: string): Promise<PlaceFile> {
  return (await looksLikeJson(path)) ? readGeojson(await readFile(path, 'utf8')) : readTable(path)
}

async function looksLikeJson(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    return /^\uFEFF?\s*\{/.test(buffer.toString('utf8', 0, bytesRead))
  } finally {
    await file.close()
  }
}

function readGeojson(text: string): PlaceFile {
  const geojson = parseJson(text)
  const features = featuresOf(geojson)
  const hasQuarters = features.some((its) => valueIn(its.properties, columns.code) !== '')
  if (!hasQuarters) return { kind: 'contours', contours: parseContours(geojson) }
  const centres = new Map(
    parseQpvContours(geojson).contours.map((its) => [String(its.code), labelPoint(its.surface)]),
  )
  const lines = features.map((its, index) => {
    const line = lineOf(its.properties, index + 1)
    const centre = its.point ?? centres.get(line.code)
    return { ...line, point: centre ? { lon: centre[0], lat: centre[1] } : null }
  })
  return { kind: 'qpv', lines }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Refusal('json-illisible', 'Ce fichier GeoJSON est coupé ou abîmé : téléchargez-le de nouveau.')
  }
}

interface Feature {
  properties: Map<string, unknown>
  point: readonly [number, number] | null
}

function featuresOf(geojson: unknown): Feature[] {
  const all = fieldOf(geojson, 'features')
  if (!Array.isArray(all)) return []
  return all.map((feature) => ({
    properties: new Map(
      [...entriesOf(fieldOf(feature, 'properties'))].map(([name, value]) => [plainName(name), value]),
    ),
    point: pointOf(fieldOf(feature, 'geometry')),
  }))
}

function pointOf(geometry: unknown): readonly [number, number] | null {
  const coordinates = fieldOf(geometry, 'coordinates')
  if (fieldOf(geometry, 'type') !== 'Point' || !Array.isArray(coordinates)) return null
  const [lon, lat] = coordinates.map(Number)
  return lon === undefined || lat === undefined || Number.isNaN(lon + lat) ? null : [lon, lat]
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
}

const fieldOf = (value: unknown, name: string): unknown => entriesOf(value).get(name)

async function readTable(path: string): Promise<PlaceFile> {
  const opened = await openTables(path)
  try {
    const table = opened.tables[0]
    if (!table) throw new Refusal('aucun-tableau', 'Ce fichier ne contient aucun tableau lisible.')
    const rows: Row[] = []
    for await (const row of table.rows()) {
      rows.push(row)
      if (rows.length > MAX_ROWS)
        throw new Refusal(
          'trop-de-lignes',
          `Ce fichier a plus de ${MAX_ROWS} lignes : gardez celles de votre département.`,
        )
    }
    const header = findHeader(rows.slice(0, 30))
    const names = header.columns.map(plainName)
    if (!columns.code.some((name) => names.includes(name)))
      throw new Refusal(
        'colonne-absente',
        'Ce tableau n’a pas de colonne « code_qp » : un code de quartier par ligne est nécessaire.',
      )
    const lines = rows
      .filter((row) => row.line > header.line && row.cells.some((cell) => cellText(cell) !== ''))
      .map((row) => lineOf(new Map(names.map((name, index) => [name, cellText(row.cells[index])])), row.line))
    return { kind: 'qpv', lines }
  } finally {
    await opened.close()
  }
}

function lineOf(values: ReadonlyMap<string, unknown>, line: number): QpvLine {
  const codes = valueIn(values, columns.communes).match(/\b(\d{5}|2[AB]\d{3})\b/g) ?? []
  const noms = valueIn(values, columns.noms).split(/[,;|/]/)
  return {
    line,
    code: valueIn(values, columns.code).toUpperCase(),
    nom: valueIn(values, columns.nom),
    communes: [...codes],
    noms: noms.map((its) => its.trim()).filter(Boolean),
    point: null,
  }
}

function valueIn(values: ReadonlyMap<string, unknown>, names: ReadonlyArray<string>): string {
  const found = names.map((name) => values.get(name)).find((its) => its !== undefined && its !== null)
  return found === undefined || found === null ? '' : String(found).trim()
}

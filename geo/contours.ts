/**
 * Contours out of a GeoJSON file (geo.api.gouv.fr, IGN, a colleague's export): communes, QPV or IRIS. What cannot be
 * read is reported feature by feature, in French; what is kept is closed, without repeated vertices, and turns as
 * RFC 7946 asks (outside counter-clockwise, holes clockwise).
 */
import type { Position } from 'geojson'
import { type CodeCommune, readCodeCommune } from './codes.ts'
import { type CodeIris, parseCodeIris } from './iris.ts'
import { polygonsOf, type Surface, signedArea } from './plane.ts'
import { type CodeQpv, parseCodeQpv } from './qpv.ts'

export type Contour<Code extends string = CodeCommune> = { code: Code; nom: string; surface: Surface }
export type ContourProblem = { feature: number; message: string }
export type ContoursFile<Code extends string = CodeCommune> = {
  contours: Contour<Code>[]
  problems: ContourProblem[]
}

/** Where a kind of place writes its code and its name, in lower case, the surest first. */
type Vocabulary<Code extends string> = {
  /** « de commune », « de quartier prioritaire »: for messages. */
  what: string
  codeKeys: ReadonlyArray<string>
  nameKeys: ReadonlyArray<string>
  read: (text: string) => Code | null
}

const COMMUNES: Vocabulary<CodeCommune> = {
  what: 'de commune',
  codeKeys: ['code', 'code_insee', 'insee_com', 'insee', 'codgeo', 'com', 'code_commune', 'codeinsee'],
  nameKeys: ['nom', 'nom_com', 'libelle', 'libgeo', 'nom_commune', 'lib_com', 'name'],
  read: (text) => readCodeCommune(text)?.code ?? null,
}

const QPV: Vocabulary<CodeQpv> = {
  what: 'de quartier prioritaire',
  codeKeys: ['code_qp', 'code_qpv', 'codeqp', 'code'],
  nameKeys: ['nom_qp', 'lib_qp', 'nom_qpv', 'lib_qpv', 'nom'],
  read: parseCodeQpv,
}

const IRIS: Vocabulary<CodeIris> = {
  what: 'd’IRIS',
  codeKeys: ['code_iris', 'dcomiris', 'codeiris', 'code'],
  nameKeys: ['nom_iris', 'lib_iris', 'nomiris', 'nom'],
  read: parseCodeIris,
}

/** Reads a file of communes, already parsed from JSON. A commune met twice is reported, the first is kept. */
export function parseContours(geojson: unknown): ContoursFile {
  return parseFile(geojson, COMMUNES)
}

/** Reads a file of QPV of either generation: the two may be in one file, their codes keep them apart. */
export function parseQpvContours(geojson: unknown): ContoursFile<CodeQpv> {
  return parseFile(geojson, QPV)
}

/** Reads a file of IRIS. */
export function parseIrisContours(geojson: unknown): ContoursFile<CodeIris> {
  return parseFile(geojson, IRIS)
}

function parseFile<Code extends string>(geojson: unknown, vocabulary: Vocabulary<Code>): ContoursFile<Code> {
  const problem = problemWithFile(geojson)
  if (problem) return { contours: [], problems: [{ feature: 0, message: problem }] }
  // as: `problemWithFile` has just checked that there are features
  const { features } = geojson as { features: unknown[] }
  const file: ContoursFile<Code> = { contours: [], problems: [] }
  const seen = new Set<Code>()
  features.forEach((feature, index) => {
    const read = readFeature(feature, vocabulary)
    if (typeof read === 'string') file.problems.push({ feature: index + 1, message: read })
    else if (seen.has(read.code)) {
      file.problems.push({
        feature: index + 1,
        message: `Le contour de ${read.code} est déjà dans le fichier.`,
      })
    } else {
      seen.add(read.code)
      file.contours.push(read)
    }
  })
  return file
}

/** Turns the rings of a surface as RFC 7946 asks, closes them, and drops repeated vertices and rings without area. */
export function cleanSurface(surface: Surface): Surface | null {
  const polygons = polygonsOf(surface)
    .map((rings) => rings.map(cleanRing))
    // Without its outside a polygon is nothing: its holes must not be taken for land.
    .filter(([outside]) => outside !== null && outside !== undefined)
    .map((rings) => rings.filter((ring) => ring !== null))
    .map((rings) => rings.map((ring, index) => turn(ring, index === 0)))
  const [first] = polygons
  if (!first) return null
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function problemWithFile(geojson: unknown): string | null {
  if (!isRecord(geojson) || !Array.isArray(geojson.features)) {
    return 'Ce fichier n’est pas une collection de contours GeoJSON (FeatureCollection).'
  }
  const crs = JSON.stringify(geojson.crs ?? '')
  if (geojson.crs && !/CRS84|4326/.test(crs)) {
    return 'Les coordonnées de ce fichier ne sont pas en longitude et latitude (EPSG:4326) : convertissez-le d’abord.'
  }
  return geojson.features.length === 0 ? 'Ce fichier ne contient aucun contour.' : null
}

function readFeature<Code extends string>(
  feature: unknown,
  { what, codeKeys, nameKeys, read }: Vocabulary<Code>,
): Contour<Code> | string {
  if (!isRecord(feature) || !isRecord(feature.properties)) return 'Ce contour n’a pas de propriétés.'
  const properties = lowerCaseKeys(feature.properties)
  const textOf = (key: string) => {
    const value = properties[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  const received = codeKeys.map(textOf).find((text) => text !== null) ?? null
  const code = received === null ? null : read(received)
  if (!code) return `Ce contour n’a pas de code ${what} lisible (${received ?? 'absent'}).`
  const surface = readSurface(feature.geometry)
  if (typeof surface === 'string') return `${code} : ${surface}`
  const nom = nameKeys.map(textOf).find((text) => text !== null)
  return { code, nom: nom?.trim() || code, surface }
}

function readSurface(geometry: unknown): Surface | string {
  if (!isRecord(geometry) || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) {
    return 'la géométrie n’est pas un polygone.'
  }
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  if (!isRings(polygons)) return 'les coordonnées ne forment pas des anneaux de points.'
  const positions = polygons.flat(2)
  if (positions.some(([lon = 0, lat = 0]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
    return 'les coordonnées sont hors de la Terre : sont-elles en Lambert-93 ? Il faut des longitudes et latitudes.'
  }
  const areSwapped = positions.every(([lon = 0, lat = 0]) => lon > 41 && lon < 52 && lat > -6 && lat < 10)
  if (areSwapped) return 'la latitude est écrite avant la longitude.'
  return cleanSurface({ type: 'MultiPolygon', coordinates: polygons }) ?? 'le contour est vide.'
}

function isRings(polygons: unknown): polygons is Position[][][] {
  const isPosition = (position: unknown) =>
    Array.isArray(position) &&
    position.length >= 2 &&
    Number.isFinite(position[0]) &&
    Number.isFinite(position[1])
  return (
    Array.isArray(polygons) &&
    polygons.length > 0 &&
    polygons.every(
      (rings) => Array.isArray(rings) && rings.every((ring) => Array.isArray(ring) && ring.every(isPosition)),
    )
  )
}

function cleanRing(ring: ReadonlyArray<Position>): Position[] | null {
  const kept = ring
    .map(([lon = 0, lat = 0]): Position => [lon, lat])
    .filter((position, index, all) => index === 0 || !isSame(position, all[index - 1]))
  const [first] = kept
  if (!first) return null
  if (!isSame(first, kept.at(-1))) kept.push([...first])
  return kept.length >= 4 && signedArea(kept) !== 0 ? kept : null
}

function turn(ring: Position[], isOutside: boolean): Position[] {
  return signedArea(ring) > 0 === isOutside ? ring : ring.toReversed()
}

function isSame(a: Position | undefined, b: Position | undefined): boolean {
  return a?.[0] === b?.[0] && a?.[1] === b?.[1]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function lowerCaseKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]))
}

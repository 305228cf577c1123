/**
 * Commune contours out of a GeoJSON file (geo.api.gouv.fr, IGN, a colleague's export). What cannot be read is
 * reported feature by feature, in French; what is kept is closed, without repeated vertices, and turns as
 * RFC 7946 asks (outside counter-clockwise, holes clockwise).
 */
import type { Position } from 'geojson'
import { type CodeCommune, readCodeCommune } from './codes.ts'
import { polygonsOf, type Surface, signedArea } from './plane.ts'

export type Contour = { code: CodeCommune; nom: string; surface: Surface }
export type ContourProblem = { feature: number; message: string }
export type ContoursFile = { contours: Contour[]; problems: ContourProblem[] }

const CODE_KEYS = ['code', 'code_insee', 'insee_com', 'insee', 'codgeo', 'com', 'code_commune', 'codeinsee']
const NAME_KEYS = ['nom', 'nom_com', 'libelle', 'libgeo', 'nom_commune', 'lib_com', 'name']

/** Reads a whole file, already parsed from JSON. Features of one commune met twice are reported, the first is kept. */
export function parseContours(geojson: unknown): ContoursFile {
  const problem = problemWithFile(geojson)
  if (problem) return { contours: [], problems: [{ feature: 0, message: problem }] }
  // as: `problemWithFile` has just checked that there are features
  const { features } = geojson as { features: unknown[] }
  const file: ContoursFile = { contours: [], problems: [] }
  const seen = new Set<CodeCommune>()
  features.forEach((feature, index) => {
    const read = readFeature(feature)
    const isAgain = typeof read !== 'string' && seen.has(read.code)
    const message =
      typeof read === 'string' ? read : isAgain ? `La commune ${read.code} est déjà dans le fichier.` : null
    if (typeof read === 'string' || message) {
      file.problems.push({ feature: index + 1, message: message ?? '' })
      return
    }
    seen.add(read.code)
    file.contours.push(read)
  })
  return file
}

/** Turns the rings of a surface as RFC 7946 asks, closes them, and drops repeated vertices and rings without area. */
export function cleanSurface(surface: Surface): Surface | null {
  const polygons = polygonsOf(surface)
    .map((rings) => rings.map(cleanRing).filter((ring) => ring !== null))
    .filter((rings) => rings.length > 0)
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

function readFeature(feature: unknown): Contour | string {
  if (!isRecord(feature) || !isRecord(feature.properties)) return 'Ce contour n’a pas de propriétés.'
  const properties = lowerCaseKeys(feature.properties)
  const received = CODE_KEYS.map((key) => properties[key]).find(
    (value) => value !== undefined && value !== null,
  )
  const code = received === undefined ? null : readCodeCommune(String(received))
  if (!code)
    return `Ce contour n’a pas de code commune lisible (${received === undefined ? 'absent' : String(received)}).`
  const surface = readSurface(feature.geometry)
  if (typeof surface === 'string') return `${code.code} : ${surface}`
  const nom = NAME_KEYS.map((key) => properties[key]).find((value) => typeof value === 'string')
  return { code: code.code, nom: typeof nom === 'string' ? nom.trim() : code.code, surface }
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

/** QPV as points, out of the national layer of centroids: where to put them on a map when their contour is unknown. */
import { type CodeQpv, parseCodeQpv } from './qpv.ts'

export type QpvPoint = {
  code: CodeQpv
  nom: string
  lon: number
  lat: number
  /** Names of the communes it spreads over, as the layer writes them: often one, up to five. */
  communes: string[]
  /** True when the layer gives one point for several QPV, at their commune: it is near them, it is not theirs. */
  isApproximate: boolean
}

export type QpvPointsFile = { points: QpvPoint[]; problems: { feature: number; message: string }[] }

/**
 * Reads the layer, already parsed from JSON. A QPV given several points (one per part) has one, in their middle;
 * a point given to several QPV is kept for each, and said to be approximate.
 */
export function parseQpvPoints(geojson: unknown): QpvPointsFile {
  const features = isRecord(geojson) && Array.isArray(geojson.features) ? geojson.features : null
  if (features === null) {
    return {
      points: [],
      problems: [{ feature: 0, message: 'Ce fichier n’est pas une collection de points GeoJSON.' }],
    }
  }
  const problems: QpvPointsFile['problems'] = []
  const parts: QpvPoint[] = []
  features.forEach((feature, index) => {
    const read = readPoint(feature)
    if (typeof read === 'string') problems.push({ feature: index + 1, message: read })
    else parts.push(...read)
  })
  return { points: [...Map.groupBy(parts, ({ code }) => code).values()].map(gather), problems }
}

function readPoint(feature: unknown): QpvPoint[] | string {
  if (!isRecord(feature) || !isRecord(feature.properties) || !isRecord(feature.geometry)) {
    return 'Ce point n’a pas de propriétés ou de géométrie.'
  }
  const { properties, geometry } = feature
  const written = String(properties.code_qp ?? '').split(',')
  const codes = written.map(parseCodeQpv).filter((code) => code !== null)
  if (codes.length < written.length)
    return `Code de quartier prioritaire illisible : ${written.join(',') || 'absent'}.`
  const [lon, lat] = Array.isArray(geometry.coordinates) ? geometry.coordinates : []
  if (typeof lon !== 'number' || typeof lat !== 'number' || Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    return `${written.join(',')} : les coordonnées ne sont pas une longitude et une latitude.`
  }
  const name = String(properties.lib_qp ?? properties.nom_qp ?? '').trim()
  const names = codes.length > 1 ? name.split(',').map((one) => one.trim()) : [name]
  const isApproximate = codes.length > 1
  const communes = String(properties.lib_com ?? properties.nom_commune ?? '')
    .split(';')
    .map((commune) => commune.trim())
    .filter(Boolean)
  // Names that hold a comma cannot be told apart: the code stands for them.
  const nameOf = (index: number) => (names.length === codes.length && names[index]) || codes[index]
  return codes.map((code, index) => ({ code, nom: nameOf(index) ?? code, lon, lat, communes, isApproximate }))
}

function gather(parts: QpvPoint[]): QpvPoint {
  const exact = parts.filter(({ isApproximate }) => !isApproximate)
  const used = exact.length > 0 ? exact : parts
  const [first] = used
  if (!first) throw new RangeError('A group has at least one part')
  const mean = (pick: (part: QpvPoint) => number) =>
    used.reduce((sum, part) => sum + pick(part), 0) / used.length
  const communes = [...new Set(parts.flatMap((part) => part.communes))]
  return { ...first, lon: mean(({ lon }) => lon), lat: mean(({ lat }) => lat), communes }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

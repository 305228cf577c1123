import { schematicMap } from '#geo/schematic-map.ts'
import { drawMap } from '#geo/svg-map.ts'

export const MAP_FRAME = { width: 640, height: 560, padding: 8 }

/** Steps of the colour: none, then up to 2, 5, 10, and more. */
const STEPS = [0, 2, 5, 10]

export interface PlottedCommune {
  code: string
  d: string
  x: number
  y: number
  nombre: number
  /** 0 (none) to 4. */
  step: number
}

/** Cells of a schematic map with their number of fiches; empty when no commune has a known centre. */
export function plotCommunes(
  communes: ReadonlyArray<{
    code: string
    nom: string
    lon: number | null
    lat: number | null
    nombre: number
  }>,
): PlottedCommune[] {
  const centres = communes.flatMap(({ code, nom, lon, lat }) =>
    lon === null || lat === null ? [] : [{ code, nom, lon, lat }],
  )
  if (centres.length < 3) return []
  const counts = new Map(communes.map(({ code, nombre }) => [code, nombre]))
  const cells = schematicMap(centres).features.map(({ properties, geometry }) => ({
    code: properties.code,
    surface: geometry,
  }))
  return drawMap(cells, MAP_FRAME).places.map(({ code, d, box }) => {
    const nombre = counts.get(code) ?? 0
    return { code, d, x: box.x + box.width / 2, y: box.y + box.height / 2, nombre, step: stepOf(nombre) }
  })
}

export function stepOf(nombre: number): number {
  return STEPS.filter((limit) => nombre > limit).length
}

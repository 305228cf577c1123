import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { Surface } from '#geo/plane.ts'
import { schematicMap } from '#geo/schematic-map.ts'
import { drawMap } from '#geo/svg-map.ts'
import { type CommuneRow, listContours } from './places.queries.server.ts'
import type { TerritoireMapData } from './territoire-map.tsx'

const FRAME = { width: 640, height: 520, padding: 8 }

const surface = z.custom<Surface>(
  (value) => typeof value === 'object' && value !== null && 'coordinates' in value,
)

/**
 * The map of the territory as SVG paths: real contours when every commune has one, else the schematic map of their
 * centres, flagged so. Communes without centre are left to the table.
 */
export async function drawTerritoire(
  tx: Tx,
  communes: ReadonlyArray<CommuneRow>,
  points: ReadonlyArray<MapPoint> = [],
): Promise<TerritoireMapData & { points: PlacedPoint[] }> {
  const contours = new Map((await listContours(tx)).map((its) => [its.code, surface.parse(its.contour)]))
  const isReal = communes.length > 0 && communes.every((its) => contours.has(its.code))
  const places = isReal
    ? communes.map((its) => ({ code: its.code, surface: contours.get(its.code) ?? emptySurface }))
    : schematicPlaces(communes)
  const map = drawMap(places, FRAME)
  return {
    width: FRAME.width,
    height: FRAME.height,
    schematic: !isReal,
    pixelsPerKm: map.pixelsPerKm,
    places: map.places,
    points: points.flatMap(({ code, lon, lat }) => {
      const at = map.project([lon, lat])
      return at ? [{ code, x: Math.round(at[0]), y: Math.round(at[1]) }] : []
    }),
  }
}

/** A place smaller than a commune, drawn as a point over them. */
interface MapPoint {
  code: string
  lon: number
  lat: number
}

interface PlacedPoint {
  code: string
  x: number
  y: number
}

const emptySurface: Surface = { type: 'Polygon', coordinates: [] }

function schematicPlaces(communes: ReadonlyArray<CommuneRow>): Array<{ code: string; surface: Surface }> {
  const centres = communes.flatMap(({ code, nom, lon, lat }) =>
    lon === null || lat === null ? [] : [{ code, nom, lon, lat }],
  )
  if (centres.length < 3) return []
  return schematicMap(centres).features.map((feature) => ({
    code: feature.properties.code,
    surface: feature.geometry,
  }))
}

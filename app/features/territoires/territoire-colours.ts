import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { classify, classOf, formatClass } from '#stats/classes.ts'
import type { CommuneRow } from './places.queries.server.ts'
import type { MapPlace } from './territoire-map.tsx'

export const colourings = {
  population: 'Population',
  qpv: 'Quartiers prioritaires',
  type: 'Communes rurales',
} as const
export type Colouring = keyof typeof colourings

export function isColouring(value: string | undefined): value is Colouring {
  return value !== undefined && value in colourings
}

export interface Coloured {
  places: MapPlace[]
  legend: Array<{ tone: string; words: string }>
}

/** The colour and words of each commune, with the legend that says what they mean and how many there are. */
export function colour(communes: ReadonlyArray<CommuneRow>, by: Colouring): Coloured {
  const coloured = by === 'population' ? byPopulation(communes) : yesOrNo(communes, by)
  return {
    places: coloured.places,
    legend: [...coloured.legend, { tone: 'map-mark', words: 'au moins un quartier prioritaire' }],
  }
}

function byPopulation(communes: ReadonlyArray<CommuneRow>): Coloured {
  const known = communes.flatMap((its) => its.population ?? [])
  const classification = classify(known, { method: 'quantiles', count: 5 })
  const toneOf = (population: number | null): string =>
    population === null ? 'map-no' : `map-c${classOf(population, classification) + 1}`
  const places = communes.map((its) => ({
    ...marked(its),
    tone: toneOf(its.population),
    words: its.population === null ? 'population inconnue' : formatCount(its.population, 'habitant'),
  }))
  const legend = classification.classes.map((its, index) => ({
    tone: `map-c${index + 1}`,
    words: `${formatClass(its, formatNumber)} hab. (${its.count})`,
  }))
  return { places, legend }
}

function yesOrNo(communes: ReadonlyArray<CommuneRow>, by: 'qpv' | 'type'): Coloured {
  const is = (its: CommuneRow): boolean => (by === 'qpv' ? its.qpvs > 0 : its.type === 'rurale')
  const count = communes.filter(is).length
  const [yes, no] =
    by === 'qpv'
      ? ['avec quartier prioritaire', 'sans quartier prioritaire']
      : ['moins de 2 000 habitants', '2 000 habitants et plus']
  const places = communes.map((its) => ({
    ...marked(its),
    tone: is(its) ? 'map-yes' : 'map-no',
    words: is(its) ? yes : no,
  }))
  return {
    places,
    legend: [
      { tone: 'map-yes', words: `${yes} (${count})` },
      { tone: 'map-no', words: `${no} (${communes.length - count})` },
    ],
  }
}

function marked(its: CommuneRow): Pick<MapPlace, 'code' | 'nom' | 'marked'> {
  return { code: its.code, nom: its.nom, marked: its.qpvs > 0 }
}

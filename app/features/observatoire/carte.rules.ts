import { type Classification, type ClassMethod, classify, classOf, formatClass } from '#stats/classes.ts'
import type { Cellule } from './portrait-page.ts'
import { formatFigure, isCount } from './unites.ts'

export const MAX_CLASSES = 5

export interface MapChoice {
  method: ClassMethod
  count: number
  bounds: number[]
  symboles: Symboles
}

/** How values are drawn: `auto` draws counts as circles and rates as tints. */
export const SYMBOLES = ['auto', 'aplats', 'cercles'] as const
export type Symboles = (typeof SYMBOLES)[number]
export const symbolesLabels: Record<Symboles, string> = {
  auto: 'selon l’indicateur',
  aplats: 'aplats de couleur',
  cercles: 'cercles proportionnels',
}

const METHODS: readonly ClassMethod[] = ['quantiles', 'jenks', 'egales', 'ecart-type', 'manuelle']

/** The classification an address asks for; what is not understood is the usual one: quantiles, five classes. */
export function readMapChoice(params: URLSearchParams): MapChoice {
  const method = METHODS.find((one) => one === params.get('methode')) ?? 'quantiles'
  const count = Number(params.get('classes') ?? MAX_CLASSES)
  const bounds = (params.get('seuils') ?? '')
    .split(/[;\s]+/)
    .filter((text) => text !== '')
    .map((text) => Number(text.replace(',', '.')))
    .filter((bound, at, all) => Number.isFinite(bound) && all.indexOf(bound) === at)
    .slice(0, MAX_CLASSES - 1)
  return {
    method: method === 'manuelle' && bounds.length === 0 ? 'quantiles' : method,
    count: Number.isInteger(count) && count >= 2 && count <= MAX_CLASSES ? count : MAX_CLASSES,
    bounds,
    symboles: SYMBOLES.find((one) => one === params.get('symboles')) ?? 'auto',
  }
}

export interface MappedPlace {
  code: string
  nom: string
  cell: Cellule
}

/** How a place is drawn: a class from 1, `secret`, or `none` when there is no number. */
export type MapTone = 1 | 2 | 3 | 4 | 5 | 'secret' | 'none'

export interface LegendLine {
  tone: MapTone
  words: string
}

export interface Choropleth {
  tones: Record<string, MapTone>
  legend: LegendLine[]
  /** Counts are drawn as circles: a large place would look intense only because it is large. */
  symbols: boolean
}

/**
 * The class of every place and the legend with its counts, places without a number included. Maps side by side share
 * their classes: `among` then holds the values of both.
 */
export function choroplethOf(
  places: readonly MappedPlace[],
  { unit, choice, among }: { unit: string; choice: MapChoice; among?: readonly number[] },
): Choropleth {
  const values = [...(among ?? places.flatMap(({ cell }) => cell.value ?? []))]
  const classification = classify(
    values,
    choice.method === 'manuelle'
      ? { method: 'manuelle', bounds: choice.bounds }
      : { method: choice.method, count: Math.min(choice.count, Math.max(1, new Set(values).size)) },
  )
  const tones = Object.fromEntries(places.map(({ code, cell }) => [code, toneOf(cell, classification)]))
  return {
    tones,
    legend: legendOf(places, tones, { classification, unit }),
    symbols: isDrawnAsCircles(unit, choice),
  }
}

function isDrawnAsCircles(unit: string, { symboles }: MapChoice): boolean {
  return symboles === 'cercles' || (symboles === 'auto' && isCount(unit))
}

function toneOf(cell: Cellule, classification: Classification): MapTone {
  if (cell.value !== null) return toTone(classOf(cell.value, classification))
  return cell.status === 'secret' ? 'secret' : 'none'
}

function toTone(index: number): MapTone {
  const tones = [1, 2, 3, 4, 5] as const
  return tones[index] ?? 'none'
}

function legendOf(
  places: readonly MappedPlace[],
  tones: Record<string, MapTone>,
  { classification, unit }: { classification: Classification; unit: string },
): LegendLine[] {
  const count = (tone: MapTone) => places.filter(({ code }) => tones[code] === tone).length
  const classes = classification.classes.map((one, index) => ({
    tone: toTone(index),
    words: `${formatClass(one, (value) => formatFigure(value, unit))} (${count(toTone(index))})`,
  }))
  const blanks: LegendLine[] = [
    { tone: 'secret', words: `secret statistique (${count('secret')})` },
    { tone: 'none', words: `sans chiffre (${count('none')})` },
  ]
  return [...classes, ...blanks.filter(({ tone }) => count(tone) > 0)]
}

/** Radius of a circle whose area follows the value; the largest is `most`. */
export function bubbleRadius(value: number, largest: number, most: number): number {
  return largest <= 0 || value <= 0 ? 0 : Math.round(10 * most * Math.sqrt(value / largest)) / 10
}

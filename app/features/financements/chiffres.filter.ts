import { isId } from '#app/lib/ids.ts'
import { type Dimension, dimensions, type Mesure, mesures } from './chiffres.words.ts'

/** What the page of figures shows: two dimensions, a measure, and what is kept. */
export interface ChiffresAsked {
  lignes: Dimension
  colonnes: Dimension | null
  mesure: Mesure
  annees: number[]
  appelId: string | null
  financeurId: string | null
  axeId: string | null
}

const isDimension = (name: string | null): name is Dimension =>
  name !== null && Object.hasOwn(dimensions, name)

/** Reads the address; what it does not say, or says wrong, takes the usual view. */
export function parseChiffres(params: URLSearchParams): ChiffresAsked {
  const [lignes, colonnes, mesure] = ['lignes', 'colonnes', 'mesure'].map((name) => params.get(name))
  const annees = params
    .getAll('annee')
    .map(Number)
    .filter((its) => Number.isInteger(its) && its >= 2000 && its <= 2100)
  const rows = isDimension(lignes ?? null) ? (lignes as Dimension) : 'financeur' // tested by isDimension
  const columns =
    colonnes === 'aucune' ? null : isDimension(colonnes ?? null) ? (colonnes as Dimension) : 'credit' // tested by isDimension
  return {
    lignes: rows,
    colonnes: columns === rows ? null : columns,
    mesure: mesure && Object.hasOwn(mesures, mesure) ? (mesure as Mesure) : 'accorde', // tested by hasOwn
    annees: [...new Set(annees)].toSorted(),
    appelId: idIn(params, 'appel'),
    financeurId: idIn(params, 'financeur'),
    axeId: idIn(params, 'axe'),
  }
}

function idIn(params: URLSearchParams, name: string): string | null {
  const value = params.get(name)
  return value && isId(value) ? value : null
}

/** The view of the public pages: what was granted, by kind of credit, cut by one dimension. */
export function publicView(lignes: Dimension): ChiffresAsked {
  return {
    lignes,
    colonnes: 'credit',
    mesure: 'accorde',
    annees: [],
    appelId: null,
    financeurId: null,
    axeId: null,
  }
}

import { type FicheEtat, type FicheNature, isFicheEtat, isFicheNature } from './fiche.schema.ts'

/** The columns a list can be sorted by; a minus in the address turns the order round. */
export const ficheSorts = ['code', 'titre', 'axe', 'porteur', 'etat', 'debut', 'budget', 'modifie'] as const
export type FicheSort = (typeof ficheSorts)[number]

/** What a list of fiches is narrowed to. Every key is a parameter of the address. */
export interface FicheFilter {
  q?: string
  axe?: string
  etat: FicheEtat[]
  nature?: FicheNature
  theme?: string
  commune?: string
  qpv?: string
  porteur?: string
  organisation?: string
  document?: string
  programme?: string
  directe?: boolean
  exemple?: boolean
  tri: { by: FicheSort; descending: boolean }
}

/** The keys a filter keeps in the address, the page number aside. */
export const filterKeys = [
  'q',
  'axe',
  'etat',
  'nature',
  'theme',
  'commune',
  'qpv',
  'porteur',
  'organisation',
  'document',
  'programme',
  'directe',
  'exemple',
  'tri',
] as const

/** Reads the address; what means nothing there is left out rather than refused. */
export function parseFilter(params: URLSearchParams): FicheFilter {
  const text = (key: string) => params.get(key)?.trim().slice(0, 200) || undefined
  const filter: FicheFilter = { etat: params.getAll('etat').filter(isFicheEtat), tri: parseSort(text('tri')) }
  for (const key of [
    'q',
    'axe',
    'theme',
    'commune',
    'qpv',
    'porteur',
    'organisation',
    'document',
    'programme',
  ] as const) {
    const value = text(key)
    if (value) filter[key] = value
  }
  const nature = text('nature')
  if (isFicheNature(nature)) filter.nature = nature
  if (params.has('directe')) filter.directe = params.get('directe') === 'oui'
  if (params.get('exemple')) filter.exemple = params.get('exemple') === 'oui'
  if (!params.get('directe')) delete filter.directe
  return filter
}

function parseSort(asked: string | undefined): FicheFilter['tri'] {
  const by = ficheSorts.find((sort) => sort === asked?.replace(/^-/, ''))
  return by ? { by, descending: asked?.startsWith('-') ?? false } : { by: 'code', descending: false }
}

/** The same address without the page, or with another sort: for exports, views and links between views. */
export function filterParams(params: URLSearchParams): URLSearchParams {
  const kept = filterKeys.flatMap((key) =>
    params
      .getAll(key)
      .filter((value) => value !== '')
      .map((value): [string, string] => [key, value]),
  )
  return new URLSearchParams(kept)
}

/** How many filters narrow the list, the sort aside. */
export function countFilters(filter: FicheFilter): number {
  const { tri: _, etat, ...others } = filter
  return Object.keys(others).length + (etat.length > 0 ? 1 : 0)
}

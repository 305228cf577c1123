import { isOrganisationNature, type OrganisationNature } from './organisation.words.ts'

const sorts = ['nom', 'nature', 'commune', 'siret'] as const
export type OrganisationSort = (typeof sorts)[number]

export interface OrganisationFilter {
  search?: string | undefined
  nature?: OrganisationNature | undefined
  /** Code of the commune of the seat. */
  commune?: string | undefined
  /** Only those whose numbers are doubtful. */
  aVerifier?: boolean | undefined
  tri: { by: OrganisationSort; descending: boolean }
}

/** What the address asks of the list; the exports read the same. What is not understood is left out. */
export function parseFilter(params: URLSearchParams): OrganisationFilter {
  const textOf = (name: string) => params.get(name)?.trim() || undefined
  const nature = textOf('nature')
  const asked = textOf('tri') ?? 'nom'
  const by = sorts.find((sort) => sort === asked.replace(/^-/, ''))
  return {
    search: textOf('q'),
    nature: isOrganisationNature(nature) ? nature : undefined,
    commune: textOf('commune'),
    aVerifier: params.get('verifier') === 'oui',
    tri: { by: by ?? 'nom', descending: by !== undefined && asked.startsWith('-') },
  }
}

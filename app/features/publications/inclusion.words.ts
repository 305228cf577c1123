/** The two files of the data·inclusion schema, by their names there. */
export const inclusionTitres = {
  structures: 'Structures qui portent un service permanent',
  services: 'Services permanents du projet',
} as const

export type InclusionFile = keyof typeof inclusionTitres

export function isInclusionFile(name: string): name is InclusionFile {
  return Object.hasOwn(inclusionTitres, name)
}

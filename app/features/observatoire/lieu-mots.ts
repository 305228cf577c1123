import type { Place } from './valeur.ts'

/** A place with its name; a perimeter also has its communes of the day. */
export interface LieuNomme extends Place {
  nom: string
  members: readonly string[] | null
}

/** The kinds of places that have a portrait, with the words of its head. */
export const sorteLabels: ReadonlyArray<{ niveau: Place['niveau']; label: string }> = [
  { niveau: 'commune', label: 'Commune' },
  { niveau: 'qpv', label: 'Quartier prioritaire' },
  { niveau: 'epci', label: 'Intercommunalité' },
  { niveau: 'perimetre', label: 'Périmètre' },
  { niveau: 'iris', label: 'IRIS' },
  { niveau: 'canton', label: 'Canton' },
  { niveau: 'departement', label: 'Département' },
  { niveau: 'region', label: 'Région' },
  { niveau: 'france', label: 'France' },
]

/** « Quartier prioritaire, génération 2024 ». */
export function sorteOf({ niveau, code }: Place): string {
  const label = sorteLabels.find((one) => one.niveau === niveau)?.label ?? niveau
  return niveau === 'qpv' ? `${label}, génération ${code.startsWith('QN') ? '2024' : '2015'}` : label
}

/** « commune:59606 » as a form and an address write a place. */
export function keyOfLieu({ niveau, code }: Place): string {
  return `${niveau}:${code}`
}

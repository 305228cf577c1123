import { type Genre, genres, type Niveau } from '#app/features/participation/index.ts'
import { formatCount } from '#app/lib/text.ts'
import { type Lieu, lieux } from './participation.words.ts'

export interface CommuneLine {
  code: string
  nom: string
  lieu: Lieu
  population: number | null
  /** By thing: what the commune says of itself, and how many facts are seen. */
  cellules: Record<string, { niveau: Niveau | null; faits: number }>
}

export interface Asked {
  genre: Genre
  annee: number | null
  lieu: Lieu | null
  /** Only those who said nothing and were not seen. */
  absentes: boolean
  tri: 'nom' | 'population'
  commune: string | null
  cible: string | null
}

/** What the address asks; an unknown value is no condition. */
export function askedIn(params: URLSearchParams): Asked {
  const [genre, lieu, annee] = [
    params.get('genre') ?? '',
    params.get('lieu') ?? '',
    Number(params.get('annee')),
  ]
  return {
    genre: isKey(genres, genre) ? genre : 'axe',
    lieu: isKey(lieux, lieu) ? lieu : null,
    annee: Number.isInteger(annee) && annee > 1900 && annee < 2200 ? annee : null,
    absentes: params.get('absentes') === 'oui',
    tri: params.get('tri') === 'population' ? 'population' : 'nom',
    commune: params.get('commune'),
    cible: params.get('cible'),
  }
}

function isKey<Key extends string>(record: Record<Key, string>, value: string): value is Key {
  return Object.hasOwn(record, value)
}

/** Whether a commune said nothing and was not seen in any of what is shown. */
export function isAbsent(line: CommuneLine): boolean {
  return Object.values(line.cellules).every(({ niveau, faits }) => niveau === null && faits === 0)
}

/** The lines asked for, in the order asked for: never by how much a commune takes part. */
export function chosenLines(lines: ReadonlyArray<CommuneLine>, asked: Asked): CommuneLine[] {
  const kept = lines.filter(
    (line) => (asked.lieu === null || line.lieu === asked.lieu) && (!asked.absentes || isAbsent(line)),
  )
  return asked.tri === 'nom' ? kept : kept.toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0))
}

const groups: Record<Genre, string> = {
  axe: 'aucun axe',
  instance: 'aucune instance',
  appel: 'aucun dispositif',
  candidature: 'aucune candidature',
}

/** What remains to be offered, as an invitation: « 11 communes rurales ne sont encore dans aucun groupe. » */
export function invitationsToMake(
  lines: ReadonlyArray<CommuneLine>,
  genre: Genre,
): Array<{ lieu: Lieu; nombre: number; phrase: string }> {
  const words: Record<Lieu, [string, string]> = {
    rurale: ['commune rurale n’est', 'communes rurales ne sont'],
    qpv: ['commune avec un quartier prioritaire n’est', 'communes avec un quartier prioritaire ne sont'],
    autre: ['autre commune n’est', 'autres communes ne sont'],
  }
  return (['rurale', 'qpv', 'autre'] as const).flatMap((lieu) => {
    const nombre = lines.filter((line) => line.lieu === lieu && isAbsent(line)).length
    const [one, many] = words[lieu]
    return nombre === 0
      ? []
      : [{ lieu, nombre, phrase: `${formatCount(nombre, one, many)} encore dans ${groups[genre]}.` }]
  })
}

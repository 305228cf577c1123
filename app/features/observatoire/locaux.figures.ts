import {
  cellKey,
  enveloppesOf,
  type Famille,
  type Masques,
  maskCommunes,
  maskQuartiers,
  maskRest,
} from './locaux.secret.ts'
import type { IndicateurLocal, Locaux, ValeurSaisie } from './locaux.ts'

/** A figure entered here, as it may be shown. */
export interface FigureLocale {
  value: number | null
  periode: string
  fichier: string
  reason: string | null
}

/** The figures that may be shown, by `indicateur niveau code`, latest first. */
export type FiguresLocales = ReadonlyMap<string, readonly FigureLocale[]>

export function figureKey(indicateurId: string, lieu: { niveau: string; code: string }): string {
  return `${indicateurId} ${lieu.niveau}:${lieu.code}`
}

const MASKED =
  'Masqué : l’effectif est de 1 à 4, ou il ferait deviner un autre effectif de 1 à 4 par différence.'

/** Every entered figure as readers may see it, with the sums over the communes of the territory. */
export function figuresOf(locaux: Locaux): FiguresLocales {
  const figures = new Map<string, FigureLocale[]>()
  const add = (key: string, figure: FigureLocale) => figures.set(key, [...(figures.get(key) ?? []), figure])
  const byId = new Map(locaux.indicateurs.map((one) => [one.id, one]))
  const counts = locaux.valeurs.filter(({ indicateurId }) => byId.get(indicateurId)?.nature === 'effectif')
  const masked = new Map<string, Masques>()
  for (const famille of famillesOf(locaux.indicateurs))
    for (const [periode, values] of Map.groupBy(counts, (one) => one.periode)) {
      const masques = maskFamille(locaux, famille, values)
      for (const id of [famille.total, ...famille.parties]) masked.set(`${id} ${periode}`, masques)
      for (const id of [famille.total, ...famille.parties]) {
        const sum = sumOf(locaux, { id, periode, values, masques })
        if (sum) add(figureKey(id, { niveau: 'epci', code: locaux.home }), sum)
      }
    }
  for (const valeur of locaux.valeurs) {
    const isMasked = masked
      .get(`${valeur.indicateurId} ${valeur.periode}`)
      ?.cells.has(cellKey(valeur.indicateurId, valeur.code))
    add(figureKey(valeur.indicateurId, valeur), shown(valeur, isMasked ?? false))
  }
  for (const list of figures.values()) list.sort((one, other) => other.periode.localeCompare(one.periode))
  return figures
}

function shown({ valeur, periode, fichier }: ValeurSaisie, isMasked: boolean): FigureLocale {
  return { value: isMasked ? null : valeur, periode, fichier, reason: isMasked ? MASKED : null }
}

interface Sum {
  id: IndicateurLocal['id']
  periode: string
  values: readonly ValeurSaisie[]
  masques: Masques
}

/** The count of the whole territory; a commune without a figure, or a sum that would tell, leaves it blank. */
function sumOf({ communes }: Locaux, { id, periode, values, masques }: Sum): FigureLocale | null {
  const own = values.filter((one) => one.indicateurId === id && one.niveau === 'commune')
  const [first] = own
  if (!first) return null
  const missing = communes.filter((code) => !own.some((one) => one.code === code)).length
  const figure = { periode, fichier: first.fichier }
  if (missing > 0) {
    const words = missing > 1 ? 'communes n’ont pas de chiffre' : 'commune n’a pas de chiffre'
    return { ...figure, value: null, reason: `Somme impossible : ${missing} ${words} pour ${periode}.` }
  }
  if (masques.sums.has(id)) return { ...figure, value: null, reason: MASKED }
  return { ...figure, value: own.reduce((all, { valeur }) => all + valeur, 0), reason: null }
}

function maskFamille(locaux: Locaux, famille: Famille, values: readonly ValeurSaisie[]): Masques {
  const index = new Map(values.map((one) => [`${one.indicateurId} ${one.niveau}:${one.code}`, one.valeur]))
  const communeAt = (id: string, code: string) => index.get(`${id} commune:${code}`) ?? null
  const quartierAt = (id: string, code: string) => index.get(`${id} qpv:${code}`) ?? null
  const masques = maskCommunes(famille, locaux.communes, communeAt)
  for (const generation of generationsOf(locaux)) {
    const codes = generation.map(({ code }) => code)
    for (const key of maskQuartiers(famille, codes, quartierAt).cells) masques.cells.add(key)
    for (const id of [famille.total, ...famille.parties])
      protectRests(locaux, { id, generation, masques, communeAt, quartierAt })
  }
  return masques
}

/** The two generations of quarters overlap: each is protected as if it were alone. */
function generationsOf({ quartiers }: Locaux) {
  return [...Map.groupBy(quartiers, ({ code }) => code.slice(0, 2)).values()]
}

interface Rests {
  id: string
  generation: Locaux['quartiers']
  masques: Masques
  communeAt: (id: string, code: string) => number | null
  quartierAt: (id: string, code: string) => number | null
}

function protectRests(locaux: Locaux, { id, generation, masques, communeAt, quartierAt }: Rests): void {
  const isMasked = (code: string) => masques.cells.has(cellKey(id, code))
  // A quarter shown in a masked commune would bound its count from below.
  for (const { code, communes } of generation)
    if (communes.some(isMasked)) masques.cells.add(cellKey(id, code))
  for (const enveloppe of enveloppesOf(locaux.communes, generation)) {
    const wholes = enveloppe.communes.map((code) => (isMasked(code) ? null : communeAt(id, code)))
    if (wholes.some((count) => count === null)) continue
    const quartiers = enveloppe.quartiers.flatMap((code) => {
      const count = quartierAt(id, code)
      return count === null ? [] : [{ code, count }]
    })
    if (quartiers.length === 0) continue
    const whole = wholes.reduce((sum: number, count) => sum + (count ?? 0), 0)
    const { added, hidesWhole } = maskRest(
      { whole, quartiers },
      new Set(quartiers.map(({ code }) => code).filter(isMasked)),
    )
    for (const code of added) masques.cells.add(cellKey(id, code))
    if (!hidesWhole) continue
    for (const code of enveloppe.communes) masques.cells.add(cellKey(id, code))
    masques.sums.add(id)
  }
}

/** Counts with their parts; a count that is neither a part nor divided is a family of its own. */
function famillesOf(indicateurs: readonly IndicateurLocal[]): Famille[] {
  const counts = indicateurs.filter(({ nature }) => nature === 'effectif')
  return counts
    .filter(({ totalId }) => totalId === null)
    .map(({ id }) => ({
      total: id,
      parties: counts.filter(({ totalId }) => totalId === id).map((one) => one.id),
    }))
}

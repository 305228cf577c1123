import { formatEuros, sumCentimes } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import type { Credit } from './appel.words.ts'

/** What a simulation gives to one line of one kind of credit, in centimes; the key is `keyOf`. */
export type Montants = ReadonlyMap<string, number>

export interface LigneProg {
  id: string
  financeurId: string
  demandeCentimes: number
}

export interface DossierProg {
  id: string
  numero: string | null
  titre: string
  porteur: string
  axe: string
  lieu: LieuType
  pluriannuel: boolean
  /** Total cost of the action, and what its budget counts on from public funders outside this call. */
  coutCentimes: number
  autrePubliqueCentimes: number
  propreCentimes: number
  lignes: readonly LigneProg[]
}

export const lieuTypes = {
  qpv: 'Quartiers prioritaires',
  rural: 'Communes rurales',
  autre: 'Autres communes',
  territoire: 'Tout le territoire',
} as const
export type LieuType = keyof typeof lieuTypes

/** A column of the table: one funder, one kind of credit, and the envelope behind it if there is one. */
export interface Colonne {
  financeurId: string
  financeur: string
  credit: Credit
  enveloppeCentimes: number | null
}

export interface ReglesProg {
  plancherCentimes: number | null
  plafondCentimes: number | null
  partPropreMin: number | null
  aidePubliqueMax: number | null
  partCpoCible: number | null
}

export const keyOf = (ligneId: string, credit: Credit): string => `${ligneId}:${credit}`

/** What a dossier receives in all, in centimes. */
export function totalOf(dossier: DossierProg, montants: Montants): number {
  return sumCentimes(dossier.lignes.map((ligne) => ofLigne(ligne, montants)))
}

function ofLigne({ id }: LigneProg, montants: Montants): number {
  return (montants.get(keyOf(id, 'droit_commun')) ?? 0) + (montants.get(keyOf(id, 'specifique')) ?? 0)
}

/** What is given in a column, and what its envelope has left (below zero: too much). */
export function columnTotal(
  colonne: Colonne,
  dossiers: readonly DossierProg[],
  montants: Montants,
): { donne: number; reste: number | null } {
  const donne = sumCentimes(
    dossiers
      .flatMap(({ lignes }) => lignes)
      .filter(({ financeurId }) => financeurId === colonne.financeurId)
      .map(({ id }) => montants.get(keyOf(id, colonne.credit)) ?? 0),
  )
  return { donne, reste: colonne.enveloppeCentimes === null ? null : colonne.enveloppeCentimes - donne }
}

/** The rules that what is given to one dossier breaks, each as a sentence. */
export function brokenBy(dossier: DossierProg, regles: ReglesProg, montants: Montants): string[] {
  const total = totalOf(dossier, montants)
  if (total === 0) return []
  const found: string[] = []
  for (const ligne of dossier.lignes)
    if (ofLigne(ligne, montants) > ligne.demandeCentimes)
      found.push(`Plus que ce qui est demandé à un financeur (${formatEuros(ligne.demandeCentimes)}).`)
  const { plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax } = regles
  if (plancherCentimes !== null && total < plancherCentimes)
    found.push(`Sous le plancher de l’appel (${formatEuros(plancherCentimes)}).`)
  if (plafondCentimes !== null && total > plafondCentimes)
    found.push(`Au-dessus du plafond de l’appel (${formatEuros(plafondCentimes)}).`)
  const { coutCentimes, autrePubliqueCentimes, propreCentimes } = dossier
  if (coutCentimes <= 0) return found
  const publique = (total + autrePubliqueCentimes) / coutCentimes
  if (aidePubliqueMax !== null && publique > aidePubliqueMax + MARGIN)
    found.push(
      `Aide publique de ${formatShare(publique)} du coût, au lieu de ${formatShare(aidePubliqueMax)} au plus.`,
    )
  const propre = propreCentimes / coutCentimes
  if (partPropreMin !== null && propre < partPropreMin - MARGIN)
    found.push(`Part propre de ${formatShare(propre)}, au lieu de ${formatShare(partPropreMin)} au moins.`)
  return found
}

// A share computed from centimes is exact to many digits more than a screen shows.
const MARGIN = 1e-9

/** Share of what is given that goes to actions of several years; null when nothing is given. */
export function shareOverYears(dossiers: readonly DossierProg[], montants: Montants): number | null {
  const all = sumCentimes(dossiers.map((dossier) => totalOf(dossier, montants)))
  const long = sumCentimes(
    dossiers.filter(({ pluriannuel }) => pluriannuel).map((dossier) => totalOf(dossier, montants)),
  )
  return all === 0 ? null : long / all
}

export interface Part {
  label: string
  dossiers: number
  centimes: number
}

/** What goes where: amounts added up by a word of the dossiers, the largest first. They add up to the whole. */
export function distributionOf(
  dossiers: readonly DossierProg[],
  montants: Montants,
  labelOf: (dossier: DossierProg) => string,
): Part[] {
  const groups = Map.groupBy(dossiers, labelOf)
  return [...groups]
    .map(([label, those]) => ({
      label,
      dossiers: those.filter((its) => totalOf(its, montants) > 0).length,
      centimes: sumCentimes(those.map((its) => totalOf(its, montants))),
    }))
    .toSorted((a, b) => b.centimes - a.centimes || a.label.localeCompare(b.label, 'fr'))
}

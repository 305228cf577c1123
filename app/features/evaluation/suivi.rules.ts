import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'

export interface Point {
  annee: number
  valeur: number
}

export interface Followed {
  sens: 'hausse' | 'baisse' | 'neutre'
  unite: string
  reference: Point | null
  cibles: ReadonlyArray<Point>
  observes: ReadonlyArray<Point>
  tolerancePourcent: number
}

export type Feu = 'vert' | 'orange' | 'rouge' | 'pas_assez' | 'sans_cible'

export const feuWords: Record<Feu, string> = {
  vert: 'Cible atteinte',
  orange: 'Proche de la cible',
  rouge: 'Loin de la cible',
  pas_assez: 'Pas assez de données',
  sans_cible: 'Pas de cible',
}

export interface Standing {
  feu: Feu
  /** The rule, with the numbers it was applied to: a light is never shown without it. */
  regle: string
  dernier: Point | null
  cible: number | null
}

/** The target of a year on the straight lines that join the reference and the targets; null outside of them. */
export function cibleAt(
  { reference, cibles }: Pick<Followed, 'reference' | 'cibles'>,
  annee: number,
): number | null {
  const points = [...(reference ? [reference] : []), ...cibles].toSorted((a, b) => a.annee - b.annee)
  const exact = points.findLast((its) => its.annee === annee)
  if (exact) return exact.valeur
  const before = points.findLast((its) => its.annee < annee)
  const after = points.find((its) => its.annee > annee)
  if (!before || !after) return null
  return (
    before.valeur + ((after.valeur - before.valeur) * (annee - before.annee)) / (after.annee - before.annee)
  )
}

/** The light of an indicator and the rule that gives it. Pure. */
export function standingOf(followed: Followed): Standing {
  const { sens, cibles, observes } = followed
  const dernier = observes.toSorted((a, b) => a.annee - b.annee).at(-1) ?? null
  const blank = { dernier, cible: null }
  if (sens === 'neutre')
    return {
      ...blank,
      feu: 'sans_cible',
      regle: 'Aucun sens n’est voulu : cet indicateur décrit, il n’a pas de feu.',
    }
  if (cibles.length === 0)
    return {
      ...blank,
      feu: 'sans_cible',
      regle: 'Aucune cible n’est écrite : il n’y a pas de feu sans cible.',
    }
  if (!dernier)
    return { ...blank, feu: 'pas_assez', regle: 'Aucune valeur observée : le feu attend un premier chiffre.' }
  const cible = cibleAt(followed, dernier.annee)
  if (cible === null)
    return {
      ...blank,
      feu: 'pas_assez',
      regle: `La dernière valeur est de ${dernier.annee}, une année que le chemin des cibles ne couvre pas.`,
    }
  return { ...lightOf(followed, dernier, cible), dernier, cible }
}

function lightOf(
  { sens, unite, tolerancePourcent }: Followed,
  dernier: Point,
  cible: number,
): Pick<Standing, 'feu' | 'regle'> {
  const allowed = (Math.abs(cible) * tolerancePourcent) / 100
  const missing = sens === 'hausse' ? cible - dernier.valeur : dernier.valeur - cible
  // 46 - 41.4 is a hair above 4.6: a value written at the limit is at the limit.
  const hair = 1e-9 * Math.max(1, Math.abs(cible))
  const feu = missing <= hair ? 'vert' : missing <= allowed + hair ? 'orange' : 'rouge'
  const number = (value: number) => `${formatNumber(value, 1)} ${unite}`
  const wanted = sens === 'hausse' ? 'au moins' : 'au plus'
  const limit =
    sens === 'hausse' ? `jusqu’à ${number(cible - allowed)}` : `jusqu’à ${number(cible + allowed)}`
  return {
    feu,
    regle: `Observé en ${dernier.annee} : ${number(dernier.valeur)}. Vert à ${wanted} ${number(cible)} (cible de l’année), orange ${limit} (${tolerancePourcent} % de la cible), rouge au-delà.`,
  }
}

export type LivraisonEtat = 'recue' | 'recue_en_retard' | 'en_retard' | 'attendue' | 'a_demander'

export const livraisonEtats: Record<LivraisonEtat, string> = {
  recue: 'Reçue',
  recue_en_retard: 'Reçue en retard',
  en_retard: 'En retard',
  attendue: 'Attendue',
  a_demander: 'À demander',
}

/** Where a delivery stands on a day; late from the day after its day, asked or not. */
export function livraisonEtatAt(
  livraison: { echeance: IsoDate; demandeeLe: IsoDate | null; recueLe: IsoDate | null },
  today: IsoDate,
): LivraisonEtat {
  const { echeance, demandeeLe, recueLe } = livraison
  if (recueLe) return recueLe <= echeance ? 'recue' : 'recue_en_retard'
  if (echeance < today) return 'en_retard'
  return demandeeLe ? 'attendue' : 'a_demander'
}

const DAYS_BETWEEN_REMINDERS = 7

/** Whether a reminder may leave today: asked, not received, and none for a week. */
export function mayRemind(
  livraison: { demandeeLe: IsoDate | null; relanceeLe: IsoDate | null; recueLe: IsoDate | null },
  today: IsoDate,
): boolean {
  const last = livraison.relanceeLe ?? livraison.demandeeLe
  return livraison.recueLe === null && last !== null && addDays(last, DAYS_BETWEEN_REMINDERS) <= today
}

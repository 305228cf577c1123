import { plainName } from '#app/lib/tables/index.ts'
import type { IndicateurLocalInput } from './locaux.schema.ts'
import type { IndicateurLocal, NiveauLocal } from './locaux.ts'
import { isCount } from './unites.ts'

/** Why an indicator may not be kept as it is described, with the field at fault, or null. */
export interface Fault {
  field: keyof IndicateurLocalInput
  sentence: string
}

interface Described extends IndicateurLocalInput {
  id: string | null
}

/** What the words of an indicator contradict; its formula is read apart. */
export function faultOf(input: Described, others: readonly IndicateurLocal[]): Fault | null {
  const { nature, unite, formule, totalId, id } = input
  if ((nature === 'formule') !== (formule !== ''))
    return nature === 'formule'
      ? { field: 'formule', sentence: 'Écrivez la formule.' }
      : { field: 'formule', sentence: 'Une formule va avec « Formule » : changez ce que c’est, ou videz-la.' }
  if (nature !== 'formule' && unite === '') return { field: 'unite', sentence: 'Dites l’unité.' }
  if (nature === 'effectif' && !isCount(unite))
    return {
      field: 'unite',
      sentence: 'Un effectif se compte : personnes, enfants, ménages… Un taux est une mesure.',
    }
  return totalId === null ? null : faultOfPart({ nature, totalId, id, unite }, others)
}

function faultOfPart(
  { nature, totalId, id, unite }: Pick<Described, 'nature' | 'totalId' | 'id' | 'unite'>,
  others: readonly IndicateurLocal[],
): Fault | null {
  const fault = (sentence: string): Fault => ({ field: 'totalId', sentence })
  const total = others.find((one) => one.id === totalId)
  if (nature !== 'effectif') return fault('Seul un effectif est une partie d’un autre.')
  if (total?.nature !== 'effectif' || total.id === id) return fault('Choisissez un autre effectif.')
  if (total.totalId !== null) return fault(`« ${total.libelle} » est déjà une partie d’un autre effectif.`)
  if (id !== null && others.some((one) => one.totalId === id))
    return fault('Cet effectif a lui-même des parties.')
  return unite === total.unite
    ? null
    : fault(`Comptez dans la même unité que « ${total.libelle} » : ${total.unite}.`)
}

/** `LOC_ENFANTS_SUIVIS`, from the label, told apart from the codes already taken. */
export function codeOf(libelle: string, taken: ReadonlySet<string>): string {
  const words = libelle
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => plainName(word).toUpperCase())
    .filter((word) => word.length > 2)
  const base = `LOC_${
    words
      .slice(0, 4)
      .join('_')
      .replace(/[^A-Z0-9_]/g, '')
      .slice(0, 36) || 'INDICATEUR'
  }`
  let code = base
  for (let times = 2; taken.has(code); times++) code = `${base}_${times}`
  return code
}

/** One figure to write at a place; null takes away the one that was there. */
export interface Saisie {
  niveau: NiveauLocal
  code: string
  periode: string
  valeur: number | null
}

/** Why a figure may not be entered, as the end of a sentence, or null. */
export function faultOfSaisie(
  { nature }: Pick<IndicateurLocal, 'nature'>,
  { niveau, valeur, periode }: Saisie,
): string | null {
  if (!/^(19|20)\d{2}$/.test(periode)) return `« ${periode} » n’est pas une année`
  if (valeur === null) return null
  if (!Number.isFinite(valeur)) return 'ce n’est pas un nombre'
  if (nature !== 'effectif') return null
  if (niveau === 'epci')
    return 'l’effectif de l’intercommunalité est la somme de ses communes, il ne se saisit pas'
  return Number.isInteger(valeur) && valeur >= 0 ? null : 'un effectif est un nombre entier, zéro ou plus'
}

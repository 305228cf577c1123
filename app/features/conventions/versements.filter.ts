import { isId } from '#app/lib/ids.ts'
import { textParam } from '#app/platform/search-params.ts'

export const versementEtats = {
  a_venir: 'À verser',
  en_retard: 'En retard',
  faits: 'Versés',
  tous: 'Tous',
} as const

export interface VersementFilter {
  etat: keyof typeof versementEtats
  financeurId: string | null
  exercice: number | null
}

/** What the address asks of the payments: an unknown value is no condition. */
export function versementsAsked(request: Request): VersementFilter {
  const [etat, financeur] = [textParam(request, 'etat') ?? '', textParam(request, 'financeur') ?? '']
  const exercice = Number(textParam(request, 'exercice'))
  return {
    etat: isEtat(etat) ? etat : 'a_venir',
    financeurId: isId(financeur) ? financeur : null,
    exercice: Number.isInteger(exercice) && exercice > 1900 && exercice < 2200 ? exercice : null,
  }
}

const isEtat = (value: string): value is VersementFilter['etat'] => Object.hasOwn(versementEtats, value)

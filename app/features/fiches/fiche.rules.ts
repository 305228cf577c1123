import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { FicheEtat, FicheRecord } from './fiche.schema.ts'

/** Where a fiche may go from each state; the first is the natural next step. */
export const transitions: Record<FicheEtat, ReadonlyArray<FicheEtat>> = {
  idee: ['en_montage', 'abandonnee'],
  en_montage: ['validee', 'idee', 'abandonnee'],
  validee: ['en_cours', 'en_montage', 'abandonnee'],
  en_cours: ['terminee', 'abandonnee'],
  terminee: ['en_cours'],
  abandonnee: ['idee'],
}

/** What the button says, for each state one goes to. */
const moveWords: Record<FicheEtat, string> = {
  idee: 'Remettre à l’état d’idée',
  en_montage: 'Commencer le montage',
  validee: 'Valider',
  en_cours: 'Démarrer',
  terminee: 'Terminer',
  abandonnee: 'Abandonner',
}

export function moveLabel(from: FicheEtat, to: FicheEtat): string {
  if (from === 'terminee' && to === 'en_cours') return 'Rouvrir'
  if (from === 'abandonnee') return 'Reprendre l’idée'
  if (from === 'validee' && to === 'en_montage') return 'Remettre en montage'
  return moveWords[to]
}

/** Giving up and going back are explained; going forward is not. */
export function needsReason(from: FicheEtat, to: FicheEtat): boolean {
  if (to === 'abandonnee' || from === 'abandonnee' || from === 'terminee') return true
  return order.indexOf(to) < order.indexOf(from)
}

const order: ReadonlyArray<FicheEtat> = ['idee', 'en_montage', 'validee', 'en_cours', 'terminee']

/** Validating, ending and giving up belong to those who steer; the rest to those who run the action. */
export function needsSteering(from: FicheEtat, to: FicheEtat): boolean {
  return to === 'validee' || to === 'terminee' || to === 'abandonnee' || from === 'terminee'
}

export interface Missing {
  field: keyof FicheRecord
  sentence: string
}

/** The nature of the organisation that carries, as far as the rules need it. */
export type PorteurNature = 'epci' | 'autre' | null

/**
 * Subsidiarity: the intercommunality runs an action itself only where no service exists on the territory, and says
 * how this was checked.
 */
export function needsOfferCheck(fiche: Pick<FicheRecord, 'gestionDirecte'>, porteur: PorteurNature): boolean {
  return fiche.gestionDirecte || porteur === 'epci'
}

/** What a fiche lacks before it can be validated: sentences for people, with the field to fill. */
export function missingBeforeValidation(fiche: FicheRecord, porteur: PorteurNature): Missing[] {
  const missing: Missing[] = []
  const need = (there: unknown, field: keyof FicheRecord, sentence: string) => {
    if (!there) missing.push({ field, sentence })
  }
  need(fiche.resume, 'resume', 'Résumez l’action en deux ou trois phrases.')
  need(fiche.objectifs, 'objectifs', 'Écrivez les objectifs de l’action.')
  need(fiche.axeId, 'axeId', 'Choisissez l’axe principal auquel elle contribue.')
  need(fiche.porteurId, 'porteurId', 'Indiquez l’organisation qui porte l’action.')
  need(fiche.publicVise, 'publicVise', 'Dites à quel public elle s’adresse.')
  need(fiche.debut, 'debut', 'Donnez une date de début.')
  need(
    fiche.portee !== 'communes' || fiche.communeCodes.length > 0,
    'communeCodes',
    'Cochez les communes concernées.',
  )
  need(fiche.portee !== 'qpv' || fiche.qpvCodes.length > 0, 'qpvCodes', 'Cochez les quartiers concernés.')
  if (needsOfferCheck(fiche, porteur))
    need(
      fiche.verificationOffre,
      'verificationOffre',
      'L’intercommunalité porte cette action : notez quelle offre existe déjà sur le territoire et pourquoi elle ne suffit pas.',
    )
  return missing
}

/** What a move to a state lacks. */
export function missingBefore(
  to: FicheEtat,
  fiche: FicheRecord,
  known: { porteur: PorteurNature; today: IsoDate },
): Missing[] {
  if (to === 'validee') return missingBeforeValidation(fiche, known.porteur)
  if (to === 'en_cours')
    return [...missingBeforeValidation(fiche, known.porteur), ...notStarted(fiche, known.today)]
  if (to === 'terminee' && !fiche.lecons)
    return [
      { field: 'lecons', sentence: 'Écrivez ce que l’on retient de cette action avant de la terminer.' },
    ]
  return []
}

function notStarted(fiche: FicheRecord, today: IsoDate): Missing[] {
  if (!fiche.debut || fiche.debut <= today) return []
  const sentence = `Elle ne peut pas être en cours avant son début, le ${formatDate(fiche.debut)}.`
  return [{ field: 'debut', sentence }]
}

/** What is wrong in the values of a fiche, whatever its state. */
export function contradictions(fiche: FicheRecord): Missing[] {
  const wrong: Missing[] = []
  if (fiche.debut && fiche.fin && fiche.fin <= fiche.debut)
    wrong.push({ field: 'fin', sentence: 'La fin doit être après le début : corrigez l’une des deux dates.' })
  if (fiche.axeId && fiche.autresAxeIds.includes(fiche.axeId))
    wrong.push({
      field: 'autresAxeIds',
      sentence: 'L’axe principal n’a pas à être coché dans les autres axes.',
    })
  return wrong
}

/** One sentence for a refusal: the first things missing. */
export function sentenceFor(missing: ReadonlyArray<Missing>): string {
  return `Il manque encore : ${missing.map(({ sentence }) => lowerFirst(sentence)).join(' ')}`
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLocaleLowerCase('fr') + sentence.slice(1)
}

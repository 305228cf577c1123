import { formatCount } from '#app/lib/text.ts'
import type { DemarcheEtat, Traitement } from './demarche.words.ts'

const next: Record<DemarcheEtat, ReadonlyArray<DemarcheEtat>> = {
  preparation: ['contributions', 'abandonnee'],
  contributions: ['redaction', 'abandonnee'],
  redaction: ['contributions', 'abandonnee'],
  consultation: ['redaction', 'abandonnee'],
  portee: [],
  abandonnee: ['preparation'],
}

/** Where a démarche may be moved by hand; it is submitted for opinion and carried to its document by what does it. */
export function nextEtats(etat: DemarcheEtat): ReadonlyArray<DemarcheEtat> {
  return next[etat]
}

/** What became of a contribution: cited by a passage, told why not, or neither yet. */
export function traitementOf({ citee, motifEcart }: { citee: boolean; motifEcart: string }): Traitement {
  if (citee) return 'reprise'
  return motifEcart === '' ? 'a_traiter' : 'non_reprise'
}

/**
 * What is wrong with giving `asked` dots to one contribution, when the others of the axis already have `elsewhere`.
 * @returns a French sentence, or null
 */
export function refusePoints(
  asked: number,
  { elsewhere, most }: { elsewhere: number; most: number },
): string | null {
  if (!Number.isInteger(asked) || asked < 0 || asked > MOST_ON_ONE)
    return `Donnez de 0 à ${MOST_ON_ONE} points à une contribution.`
  if (elsewhere + asked <= most) return null
  const left = Math.max(0, most - elsewhere)
  return `Vous avez ${formatCount(most, 'point')} pour cet axe, et il vous en reste ${left} : retirez-en d’abord ailleurs.`
}

/** A voice that gave all its dots to one idea would say nothing of the others. */
export const MOST_ON_ONE = 3

/** A text as its paragraphs, which passages take up one by one. */
export function paragraphsOf(texte: string): string[] {
  return texte
    .split(/\n\s*\n/)
    .map((its) => its.trim())
    .filter((its) => its !== '')
}

/** What stands between a draft and its submission, or its carrying: French sentences, none when ready. */
export function missingParts({ passages, aTraiter }: { passages: number; aTraiter: number }): string[] {
  const missing: Array<string | false> = [
    passages === 0 && 'Écrivez au moins un passage : il n’y a rien à lire.',
    aTraiter > 0 &&
      `${formatCount(aTraiter, 'contribution attend', 'contributions attendent')} : citez-les dans un passage, ou dites pourquoi elles ne sont pas reprises.`,
  ]
  return missing.filter((its) => its !== false)
}

export interface Address {
  destinataire: string
  courriel: string
}

const MAIL = /[^\s,;<>]+@[^\s,;<>]+\.[^\s,;<>]+/

/** Addresses as people paste them, one a line, with or without a name. `wrong`: the lines that hold none. */
export function parseAddresses(typed: string): { addresses: Address[]; wrong: string[] } {
  const addresses = new Map<string, Address>()
  const wrong: string[] = []
  for (const line of typed.split(/\n|;/).map((its) => its.trim())) {
    if (line === '') continue
    const courriel = MAIL.exec(line)?.[0].toLowerCase()
    if (!courriel) wrong.push(line)
    else if (!addresses.has(courriel))
      addresses.set(courriel, {
        courriel,
        destinataire:
          line
            .replace(MAIL, '')
            .replace(/[<>,\s]+$/g, '')
            .trim() || courriel,
      })
  }
  return { addresses: [...addresses.values()], wrong }
}

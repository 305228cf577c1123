import { funderIn, guessUsages, type Tableau, type Usage } from './import-colonnes.ts'
import type { Choix } from './import-lecture.ts'
import { type Champ, champs, type Sorte, type Stade, sortes, stades } from './import-mots.ts'

/** What the person chose on the rehearsal: where the rows go, what each column is, who each funder is. */
export interface ChoixImport extends Choix {
  /** An existing call, or a new one for a past year. */
  appelId: string | null
  code: string
  exercice: number | null
  /** By the name a header or a row gives: the name of the organisation it is. */
  financeurs: Record<string, string>
}

interface Asked {
  get: (name: string) => FormDataEntryValue | null
  entries: () => Iterable<[string, FormDataEntryValue]>
}

const textIn = (asked: Asked, name: string): string => String(asked.get(name) ?? '').trim()

/** Reads the choices of the rehearsal, guesses where nothing was chosen. */
export function choixOf(asked: Asked, tableau: Tableau): ChoixImport {
  const guessed = guessUsages(tableau)
  const usages = guessed.map((guess, at) =>
    usageOf(textIn(asked, `col-${at}`), guess, tableau.colonnes[at] ?? ''),
  )
  const exercice = Number(textIn(asked, 'exercice'))
  return {
    // With a column that names the funder of each row, no header names one.
    usages: usages.map((its) => (isLong(usages) && its.kind === 'montant' ? { ...its, financeur: '' } : its)),
    sansCredit: textIn(asked, 'sansCredit') === 'droit_commun' ? 'droit_commun' : 'specifique',
    appelId: textIn(asked, 'appel') || null,
    code: textIn(asked, 'code').toUpperCase(),
    exercice: Number.isInteger(exercice) && exercice >= 2000 && exercice <= 2100 ? exercice : yearOf(tableau),
    financeurs: funderNames(asked),
  }
}

function funderNames(asked: Asked): Record<string, string> {
  return Object.fromEntries(
    [...asked.entries()].flatMap(([name, value]) => {
      const said = name.startsWith('fin-') ? String(value).trim() : ''
      return said === '' ? [] : [[name.slice(4), said]]
    }),
  )
}

/** The year written in the titles of the sheet, when there is one. */
function yearOf({ titres }: Tableau): number | null {
  const found = /\b(20\d{2})\b/.exec(titres.join(' '))
  return found ? Number(found[1]) : null
}

const isLong = (usages: ReadonlyArray<Usage>): boolean =>
  usages.some((its) => its.kind === 'champ' && its.champ === 'financeur')

function usageOf(said: string, guess: Usage, label: string): Usage {
  if (said === '') return guess
  const [kind, first = '', second = ''] = said.split(':')
  if (kind === 'champ' && first in champs) return { kind, champ: first as Champ } // tested just before
  if (kind === 'montant' && first in stades && second in sortes)
    return {
      kind,
      stade: first as Stade, // tested just before
      sorte: second as Sorte, // tested just before
      financeur: guess.kind === 'montant' ? guess.financeur : funderIn(label),
    }
  return { kind: said === 'total' ? 'total' : 'rien' }
}

/** How a use is written in the address and the form. */
export function usageKey(usage: Usage): string {
  if (usage.kind === 'champ') return `champ:${usage.champ}`
  return usage.kind === 'montant' ? `montant:${usage.stade}:${usage.sorte}` : usage.kind
}

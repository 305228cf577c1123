import type { IsoDate } from '#app/lib/dates.ts'
import { type Objet, objets } from './referentiel.schema.ts'

export type QuestionEtat = 'repondue' | 'en_retard' | 'a_repondre'

export const questionEtats = {
  repondue: 'Répondue',
  en_retard: 'En retard',
  a_repondre: 'À répondre',
} as const

/** Where a question stands on a day: answered by a finding at least, else late once its day is past. */
export function questionEtatAt(
  question: { echeance: IsoDate; constats: number },
  today: IsoDate,
): QuestionEtat {
  if (question.constats > 0) return 'repondue'
  return question.echeance < today ? 'en_retard' : 'a_repondre'
}

/** What a framework still lacks, in sentences: an object nobody asks about, questions without indicator. */
export function lacksOf(
  questions: ReadonlyArray<{ objet: Objet; indicateurs: ReadonlyArray<unknown> }>,
): string[] {
  if (questions.length === 0) return []
  const silent = Object.entries(objets).filter(([objet]) => !questions.some((its) => its.objet === objet))
  const bare = questions.filter((its) => its.indicateurs.length === 0).length
  return [
    ...silent.map(([, label]) => `Aucune question sur « ${label} ».`),
    ...(bare > 0
      ? [`${bare === 1 ? 'Une question n’a' : `${bare} questions n’ont`} encore aucun indicateur suivi.`]
      : []),
  ]
}

/** The order after moving one item one place up or down among its neighbours; unchanged at the ends. */
export function movedOrder(ids: ReadonlyArray<string>, id: string, sens: 'haut' | 'bas'): string[] {
  const at = ids.indexOf(id)
  const to = sens === 'haut' ? at - 1 : at + 1
  if (at < 0 || to < 0 || to >= ids.length) return [...ids]
  return ids.map((its, index) => (index === at ? (ids[to] ?? its) : index === to ? id : its))
}

import type { Accord, DiagnosticEtat } from './diagnostic.schema.ts'

/** What may follow a state; a validated diagnosis is taken up by the next one, never reopened. */
export const nextEtats: Record<DiagnosticEtat, readonly DiagnosticEtat[]> = {
  brouillon: ['partage'],
  partage: ['brouillon', 'valide'],
  valide: [],
}

interface Matter {
  accord: Accord
  indicateurs: number
  observations: number
}

/** Why a finding cannot say this of figures and field, as a sentence, or null. */
export function refusalOfAccord({ accord, indicateurs, observations }: Matter): string | null {
  const needsBoth = accord === 'accord' || accord === 'desaccord'
  if (needsBoth && (indicateurs === 0 || observations === 0))
    return 'Pour dire que chiffres et terrain se rejoignent ou divergent, choisissez au moins un chiffre et une observation.'
  if (accord === 'chiffres_muets' && observations === 0)
    return 'Si les chiffres ne disent rien, choisissez au moins l’observation de terrain qui parle.'
  if (accord === 'terrain_muet' && indicateurs === 0)
    return 'Si le terrain n’a rien dit, choisissez au moins le chiffre qui parle.'
  if (accord === 'terrain_muet' && observations > 0)
    return 'Une observation est choisie : le terrain a dit quelque chose.'
  return null
}

/** Why a diagnosis cannot be validated yet, as a sentence, or null. */
export function missingToValidate(
  constats: ReadonlyArray<{ titre: string; accord: Accord; lecture: string; figesLe: string | null }>,
): string | null {
  if (constats.length === 0) return 'Un diagnostic se valide avec au moins un constat.'
  const unread = constats.filter(({ accord, lecture }) => accord === 'a_lire' || lecture === '')
  if (unread.length > 0)
    return `À lire encore ensemble : ${unread.map(({ titre }) => `« ${titre} »`).join(', ')}.`
  if (constats.some(({ figesLe }) => figesLe === null))
    return 'Figez d’abord les chiffres : un diagnostic validé ne change plus quand un fichier est importé.'
  return null
}

/** Those that matter most first: by dots, then in the order they were written. */
export function byPriority<Constat extends { points: number; rang: number }>(
  constats: readonly Constat[],
): Constat[] {
  return constats.toSorted((one, other) => other.points - one.points || one.rang - other.rang)
}

interface Paired {
  id: string
  titre: string
  reprendId: string | null
}

/** Findings of two diagnoses side by side: one that takes up another, or has its title, is on its line. */
export function pairConstats<Constat extends Paired>(
  before: readonly Constat[],
  after: readonly Constat[],
): Array<{ titre: string; before: Constat | null; after: Constat | null }> {
  const sameAs = (one: Constat) =>
    before.find(({ id }) => id === one.reprendId) ?? before.find(({ titre }) => titre === one.titre) ?? null
  const kept = after.map((one) => ({ titre: one.titre, before: sameAs(one), after: one }))
  const taken = new Set(kept.flatMap((pair) => pair.before?.id ?? []))
  const gone = before.filter(({ id }) => !taken.has(id))
  return [...kept, ...gone.map((one) => ({ titre: one.titre, before: one, after: null }))]
}

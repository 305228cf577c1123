import { Refusal } from '#app/lib/errors.ts'
import { STATUTS, type Statut } from '#data/sources/statuts.ts'

/** Reads `nc=indisponible`: what the person says a text of a column of numbers stands for. */
export function parseMarks(texts: readonly string[]): Record<string, Statut> {
  return Object.fromEntries(texts.map(parseMark))
}

function parseMark(text: string): [string, Statut] {
  const cut = text.lastIndexOf('=')
  const statut = STATUTS.find((one) => one === text.slice(cut + 1).trim() && one !== 'normal')
  if (cut > 0 && statut) return [text.slice(0, cut).trim().toLowerCase(), statut]
  const known = STATUTS.filter((one) => one !== 'normal').join(', ')
  const sentence = `« ${text} » ne se comprend pas : écrivez --marque "texte=statut", avec l’un des statuts ${known}.`
  throw new Refusal('marque-mal-ecrite', sentence)
}

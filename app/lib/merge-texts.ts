import { applyPatch, structuredPatch } from 'diff'

export interface Merge {
  /** The text this person started from. */
  base: string
  mine: string
  /** The text as it is kept now. */
  theirs: string
}

/**
 * One text out of two that were written from the same one. Lines changed by one only are taken from that one; where
 * both changed the same lines, both are kept, theirs first. Nothing that was typed is lost.
 */
export function mergeTexts({ base, mine, theirs }: Merge): string {
  if (mine === base || mine === theirs) return theirs
  if (theirs === base) return mine
  const kept = linesOf(theirs)
  const added = addedTo(base, mine)
  // Sent twice after a cut of the network: what was added is there already.
  if (added.length > 0 && added.every((line) => kept.has(line.trim()))) return theirs
  const patched = applyPatch(
    ended(theirs),
    structuredPatch('', '', ended(base), ended(mine), '', '', { context: 1 }),
  )
  if (patched !== false) return patched.replace(/\n$/, '')
  return added.length === 0
    ? theirs
    : `${theirs.replace(/\n+$/, '')}\n${added.filter((line) => !kept.has(line.trim())).join('\n')}`
}

const ended = (text: string): string => (text.endsWith('\n') || text === '' ? text : `${text}\n`)
const linesOf = (text: string): Set<string> => new Set(text.split('\n').map((line) => line.trim()))

function addedTo(base: string, mine: string): string[] {
  const before = linesOf(base)
  return mine.split('\n').filter((line) => line.trim() !== '' && !before.has(line.trim()))
}

import { diffWordsWithSpace } from 'diff'

export interface DiffPiece {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Word by word, how one text becomes another: reading « same » and « added » gives `after`, « same » and « removed » `before`. */
export function diffTexts(before: string, after: string): DiffPiece[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

/** A node of a tree of axes, as its place and its words of a day. */
export interface AxeNode {
  id: string
  arbreId: string
  parentId: string | null
  rang: number
  numero: string
  titre: string
  court: string
  texte: string
}

export interface PlacedAxe extends AxeNode {
  depth: number
}

/** The tree in reading order, each node with its depth; a node whose parent is absent that day is a root. */
export function inReadingOrder<Node extends AxeNode>(
  nodes: ReadonlyArray<Node>,
): Array<Node & { depth: number }> {
  const ids = new Set(nodes.map((node) => node.id))
  const children = Map.groupBy(nodes, (node) =>
    node.parentId && ids.has(node.parentId) ? node.parentId : '',
  )
  const walk = (parent: string, depth: number): Array<Node & { depth: number }> =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => a.rang - b.rang || a.id.localeCompare(b.id))
      .flatMap((node) => [{ ...node, depth }, ...walk(node.id, depth + 1)])
  return walk('', 0)
}

/** Whether putting `id` under `parentId` would hang it below itself. */
export function wouldLoop(
  places: ReadonlyArray<Pick<AxeNode, 'id' | 'parentId'>>,
  id: string,
  parentId: string | null,
): boolean {
  const parentOf = new Map(places.map((place) => [place.id, place.parentId]))
  for (
    let here = parentId, steps = 0;
    here && steps <= places.length;
    here = parentOf.get(here) ?? null, steps++
  ) {
    if (here === id) return true
  }
  return false
}

/** The numbers the tree would have if counted again from its order: 1, 1.1, 1.1.1, 1.2, 2… */
export function renumbered(nodes: ReadonlyArray<PlacedAxe>): Map<string, string> {
  const counters: number[] = []
  const numbers = new Map<string, string>()
  for (const node of nodes) {
    counters.length = node.depth + 1
    counters[node.depth] = (counters[node.depth] ?? 0) + 1
    numbers.set(node.id, counters.join('.'))
  }
  return numbers
}

/** The axis of first level above a node, and all between. */
export function ancestorsOf(places: ReadonlyArray<Pick<AxeNode, 'id' | 'parentId'>>, id: string): string[] {
  const parentOf = new Map(places.map((place) => [place.id, place.parentId]))
  const found: string[] = []
  for (let here: string | null = id; here && !found.includes(here); here = parentOf.get(here) ?? null)
    found.push(here)
  return found
}

export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

/** What changed between two texts, word by word (longest common subsequence; spaces stay with their word). */
export function diffWords(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const length = lcsTable(a, b)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [wordA, wordB] = [a[i], b[j]]
    if (wordA !== undefined && wordA === wordB) {
      push(pieces, { kind: 'same', text: wordA })
      i++
      j++
    } else if (
      wordA !== undefined &&
      (wordB === undefined || (length[i + 1]?.[j] ?? 0) >= (length[i]?.[j + 1] ?? 0))
    ) {
      push(pieces, { kind: 'removed', text: wordA })
      i++
    } else {
      push(pieces, { kind: 'added', text: wordB ?? '' })
      j++
    }
  }
  return pieces
}

// Beyond this, a comparison word by word would cost too much: sentences are compared instead.
const WORDS_LIMIT = 1500

function wordsOf(text: string): string[] {
  const words = text.match(/\S+\s*/g) ?? []
  return words.length <= WORDS_LIMIT ? words : (text.match(/[^.\n]+[.\n]?\s*/g) ?? [])
}

function lcsTable(a: ReadonlyArray<string>, b: ReadonlyArray<string>): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--) {
    const [row, below] = [table[i] ?? [], table[i + 1] ?? []]
    for (let j = b.length - 1; j >= 0; j--)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
  }
  return table
}

function push(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1)
  if (last?.kind === piece.kind) last.text += piece.text
  else pieces.push(piece)
}

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { PresentPerson } from './presence.tsx'

/** What a part shows, and the text of the server that it was typed from. */
export interface PartText {
  typed: string
  base: string
}

export type PartTexts = Record<string, PartText>

export type LiveState = 'a_jour' | 'garde' | 'coupe' | 'refuse'

export const liveSentences: Record<LiveState, string> = {
  a_jour: 'Tout est enregistré.',
  garde: 'Gardé sur cet appareil, envoi en cours.',
  coupe: 'Réseau coupé : gardé sur cet appareil, envoyé dès son retour.',
  refuse: 'Non enregistré : copiez votre texte, puis rechargez la page.',
}

interface LiveAnswer {
  marque: string
  textes: Record<string, string> | null
  others: PresentPerson[]
}

export interface LiveStart {
  /** Where what is typed goes, and where the text of everybody comes from. */
  url: string
  /** Names what is kept on this device. */
  id: string
  parts: ReadonlyArray<{ cle: string; texte: string }>
  marque: string
  others: ReadonlyArray<PresentPerson>
}

const EVERY_MS = 2_500

interface Held {
  texts: PartTexts
  marque: string
  /** The part the person is in. */
  partie: string | null
}

/**
 * A text of several parts written by several people at once. What is typed is kept on this device until the server has
 * it, sent again when the network comes back, and carried onto what others wrote meanwhile.
 */
export function useLiveText(start: LiveStart) {
  const { url, id } = start
  const key = `maillage.ecrit.${id}`
  const [texts, setTexts] = useState<PartTexts>(() => startTexts(start.parts))
  const [others, setOthers] = useState(start.others)
  const [state, setState] = useState<LiveState>('a_jour')
  const latest = useRef<Held>({ texts, marque: start.marque, partie: null })
  const show = (next: PartTexts): void => {
    latest.current.texts = next
    setTexts(next)
    keepUnsent(key, next)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` only writes, and is new at each render
  useEffect(() => {
    show({ ...latest.current.texts, ...readKept(key, latest.current.texts) })
    return everySeconds(async () => {
      const sent = latest.current.texts
      const answer = await sendTyped(url, latest.current)
      if (answer.isKept) {
        latest.current.marque = answer.marque
        if (answer.textes) show(carry({ sent, current: latest.current.texts, answer: answer.textes }))
        setOthers(answer.others)
        setState(isAllSent(latest.current.texts) ? 'a_jour' : 'garde')
      } else if (!isAllSent(sent)) setState(answer.isCut ? 'coupe' : 'refuse')
    })
  }, [key, url])

  const type = (cle: string, typed: string): void => {
    show({ ...latest.current.texts, [cle]: { typed, base: latest.current.texts[cle]?.base ?? '' } })
    setState((now) => (now === 'coupe' ? now : 'garde'))
  }
  const enter = (cle: string | null): void => {
    latest.current.partie = cle
  }
  return { texts, others, state, type, enter }
}

/** Calls at once, then again and again while the page is seen, one call at a time. @returns what stops it */
function everySeconds(exchange: () => Promise<void>): () => void {
  let isBusy = false
  const call = async () => {
    if (isBusy || document.visibilityState === 'hidden') return
    isBusy = true
    await exchange()
    isBusy = false
  }
  void call()
  const timer = setInterval(call, EVERY_MS)
  return () => clearInterval(timer)
}

function keepUnsent(key: string, texts: PartTexts): void {
  const unsent = Object.entries(texts).filter(([, { typed, base }]) => typed !== base)
  if (unsent.length === 0) localStorage.removeItem(key)
  else localStorage.setItem(key, JSON.stringify(Object.fromEntries(unsent)))
}

function startTexts(parts: LiveStart['parts']): PartTexts {
  return Object.fromEntries(parts.map(({ cle, texte }) => [cle, { typed: texte, base: texte }]))
}

const isAllSent = (texts: PartTexts): boolean =>
  Object.values(texts).every(({ typed, base }) => typed === base)

/** What each part shows once the server answered: what was typed while the answer came goes with the next sending. */
function carry({
  sent,
  current,
  answer,
}: {
  sent: PartTexts
  current: PartTexts
  answer: Record<string, string>
}): PartTexts {
  const entries = Object.entries(answer).map(([cle, texte]): [string, PartText] => {
    const mine = current[cle]
    const before = sent[cle]
    if (!mine || !before || mine.typed === before.typed) return [cle, { typed: texte, base: texte }]
    return [cle, { typed: mine.typed, base: before.typed }]
  })
  return Object.fromEntries(entries)
}

async function sendTyped(
  url: string,
  { texts, marque, partie }: Held,
): Promise<({ isKept: true } & LiveAnswer) | { isKept: false; isCut: boolean }> {
  const ecrits = Object.entries(texts)
    .filter(([, { typed, base }]) => typed !== base)
    .map(([cle, { typed, base }]) => ({ cle, typed, base }))
  const body = new FormData()
  body.set('envoi', JSON.stringify({ partie, marque, ecrits }))
  const response = await fetch(url, { method: 'POST', body }).catch(() => null)
  if (!response) return { isKept: false, isCut: true }
  const answer: unknown = response.ok ? await response.json() : null
  return isAnswer(answer) ? { isKept: true, ...answer } : { isKept: false, isCut: false }
}

function isAnswer(answer: unknown): answer is LiveAnswer {
  return typeof answer === 'object' && answer !== null && 'marque' in answer && 'textes' in answer
}

/** What this device kept of an earlier visit that the server never had; only for parts that still exist. */
function readKept(key: string, parts: PartTexts): PartTexts {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
  if (kept === null || typeof kept !== 'object') return {}
  const entries = Object.entries(kept).filter(([cle, its]) => cle in parts && isPartText(its))
  return Object.fromEntries(entries)
}

function isPartText(value: unknown): value is PartText {
  return typeof value === 'object' && value !== null && 'typed' in value && 'base' in value
}

/** Keeps the caret where its person left it when somebody else's words arrive before it. */
export function useCaret(area: RefObject<HTMLTextAreaElement | null>, shown: string): void {
  const before = useRef({ text: shown, caret: 0 })
  useLayoutEffect(() => {
    const element = area.current
    if (!element || document.activeElement !== element) return
    const { text, caret } = before.current
    if (text !== shown && element.selectionStart === shown.length) {
      const moved = caretAfter(text, shown, caret)
      element.setSelectionRange(moved, moved)
    }
  }, [area, shown])
  useEffect(() => {
    const note = () => {
      const element = area.current
      if (element) before.current = { text: element.value, caret: element.selectionStart }
    }
    document.addEventListener('selectionchange', note)
    return () => document.removeEventListener('selectionchange', note)
  }, [area])
}

/** Where a caret stands in a text after others changed it elsewhere. */
export function caretAfter(before: string, after: string, caret: number): number {
  let prefix = 0
  while (prefix < Math.min(before.length, after.length) && before[prefix] === after[prefix]) prefix++
  if (caret <= prefix) return caret
  return Math.max(prefix, caret + after.length - before.length)
}

import { useEffect, useRef, useState } from 'react'
import { Form, useParams } from 'react-router'

const EVERY_MS = 2_500

/**
 * The notes of an item, taken by several people at once. What is typed is kept on this device until the server has it,
 * sent again when the network comes back, and carried onto what others wrote meanwhile.
 */
export function NotesArea({ pointId, notes }: { pointId: string; notes: string }) {
  const { typed, base, type, state } = useSharedNotes(pointId, notes)
  const id = `notes-${pointId}`
  return (
    <Form method="post" className="stack-s" preventScrollReset>
      <input type="hidden" name="intention" value="notes" />
      <input type="hidden" name="point" value={pointId} />
      <input type="hidden" name="base" value={base} />
      <label htmlFor={id} className="small">
        Notes
      </label>
      <textarea
        id={id}
        name="notes"
        className="input notes-area"
        value={typed}
        onChange={(event) => type(event.target.value)}
      />
      <div className="row">
        <button type="submit" className="btn small">
          Enregistrer les notes
        </button>
        <span className="small muted" role="status">
          {sentences[state]}
        </span>
      </div>
    </Form>
  )
}

type SharedState = 'a_jour' | 'garde' | 'coupe' | 'refuse'

const sentences: Record<SharedState, string> = {
  a_jour: '',
  garde: 'Gardé sur cet appareil, envoi en cours.',
  coupe: 'Réseau coupé : gardé sur cet appareil, envoyé dès son retour.',
  refuse: 'Non enregistré : copiez vos notes, puis rechargez la page.',
}

interface Notes {
  /** What the textarea shows. */
  typed: string
  /** The text of the server that it was typed from. */
  base: string
}

function useSharedNotes(pointId: string, notes: string) {
  const { territoire, id } = useParams()
  const url = `/t/${territoire}/seances/${id}/notes`
  const key = `maillage.notes.${pointId}`
  const [shown, setShown] = useState<Notes>({ typed: notes, base: notes })
  const [state, setState] = useState<SharedState>('a_jour')
  const latest = useRef(shown)
  const show = (next: Notes): void => {
    latest.current = next
    setShown(next)
    if (next.typed === next.base) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(next))
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` only writes, and is new at each render
  useEffect(() => {
    const kept = readKept(key)
    if (kept) show(kept)
    let isBusy = false
    const timer = setInterval(async () => {
      if (isBusy || document.visibilityState === 'hidden') return
      isBusy = true
      const sent = latest.current
      const answer = await sendNotes(url, { point: pointId, ...sent })
      isBusy = false
      if (typeof answer === 'string') {
        // What was typed while the answer was on its way goes with the next sending.
        if (latest.current.typed === sent.typed) show({ typed: answer, base: answer })
        else show({ typed: latest.current.typed, base: sent.typed })
        setState('a_jour')
      } else if (sent.typed !== sent.base) setState(answer.isCut ? 'coupe' : 'refuse')
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [key, url, pointId])

  const type = (typed: string): void => {
    show({ typed, base: latest.current.base })
    setState((now) => (now === 'coupe' ? now : 'garde'))
  }
  return { ...shown, type, state }
}

/** The text as the server has it after this, or why it does not. */
async function sendNotes(
  url: string,
  given: Notes & { point: string },
): Promise<string | { isCut: boolean }> {
  const body = new FormData()
  body.set('point', given.point)
  body.set('base', given.base)
  body.set('notes', given.typed)
  const response = await fetch(url, { method: 'POST', body }).catch(() => null)
  if (!response) return { isCut: true }
  const answer: unknown = response.ok ? await response.json() : null
  return answer !== null && typeof answer === 'object' && 'notes' in answer
    ? String(answer.notes)
    : { isCut: false }
}

function readKept(key: string): Notes | null {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
  if (kept === null || typeof kept !== 'object' || !('typed' in kept) || !('base' in kept)) return null
  return { typed: String(kept.typed), base: String(kept.base) }
}

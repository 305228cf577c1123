import { Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatList } from '#app/lib/text.ts'

export interface PresentPerson {
  nom: string
  modifie: boolean
  partie: string | null
}

const EVERY_MS = 20_000

/** Tells the server that this page is open and learns who else is there; silent when it cannot. */
export function usePresence(url: string, editing: boolean, first: ReadonlyArray<PresentPerson>) {
  const [others, setOthers] = useState(first)
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      if (document.visibilityState === 'hidden') return
      const body = new FormData()
      if (editing) body.set('modifie', 'oui')
      const response = await fetch(url, { method: 'POST', body }).catch(() => null)
      const answer: unknown = response?.ok ? await response.json() : null
      if (!isOver && isAnswer(answer)) setOthers(answer.others)
    }
    void ask()
    const timer = setInterval(ask, EVERY_MS)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [url, editing])
  return others
}

function isAnswer(answer: unknown): answer is { others: PresentPerson[] } {
  return typeof answer === 'object' && answer !== null && 'others' in answer && Array.isArray(answer.others)
}

/** « Camille modifie cette fiche. » */
export function PresenceNote({ others, thing }: { others: ReadonlyArray<PresentPerson>; thing: string }) {
  const editing = others.filter((person) => person.modifie).map((person) => person.nom)
  return (
    <p role="status" className={editing.length > 0 ? 'notice warning row' : 'sr-only'}>
      {editing.length > 0 && (
        <>
          <Users aria-hidden size={16} />
          {`${formatList(editing)} ${editing.length > 1 ? 'modifient' : 'modifie'} ${thing} en ce moment.`}
        </>
      )}
    </p>
  )
}

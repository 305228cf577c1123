import { type RefObject, useEffect, useState } from 'react'
import { Form, Link, useLocation } from 'react-router'
import { formatHour, formatInstant, parisTime } from '#app/lib/paris-time.ts'
import { HiddenInput } from './form.tsx'
import { Notice } from './page.tsx'

export interface DraftOf {
  /** `/t/<territoire>/brouillon`. */
  url: string
  entite: string
  entiteId: string
  version: number | null
}

const WAIT_MS = 1_500

export type DraftState = { kind: 'rien' } | { kind: 'garde'; at: string } | { kind: 'echec' }

/** Keeps a form as a draft a moment after each change, and at once when the page goes out of sight. */
export function useDraft(form: RefObject<HTMLFormElement | null>, of: DraftOf): DraftState {
  const [state, setState] = useState<DraftState>({ kind: 'rien' })
  const { url, entite, entiteId, version } = of
  useEffect(() => {
    const element = form.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSubmitted = false
    const body = () => bodyOf(element, { url, entite, entiteId, version })
    const save = async () => {
      timer = undefined
      if (isSubmitted) return
      const response = await fetch(url, { method: 'POST', body: body() }).catch(() => null)
      const kept: unknown = response?.ok ? await response.json() : null
      setState(isKept(kept) ? { kind: 'garde', at: kept.savedAt } : { kind: 'echec' })
    }
    const later = () => {
      // Typed after a submission: it was refused, or it is still under way; either way it must be kept.
      isSubmitted = false
      clearTimeout(timer)
      timer = setTimeout(save, WAIT_MS)
    }
    const leave = () => {
      if (timer !== undefined && !isSubmitted) navigator.sendBeacon(url, body())
      clearTimeout(timer)
      timer = undefined
    }
    const submit = () => {
      isSubmitted = true
      clearTimeout(timer)
    }
    element.addEventListener('input', later)
    element.addEventListener('submit', submit)
    document.addEventListener('visibilitychange', leave)
    return () => {
      leave()
      element.removeEventListener('input', later)
      element.removeEventListener('submit', submit)
      document.removeEventListener('visibilitychange', leave)
    }
  }, [form, url, entite, entiteId, version])
  return state
}

function isKept(answer: unknown): answer is { savedAt: string } {
  return typeof answer === 'object' && answer !== null && 'savedAt' in answer
}

function bodyOf(element: HTMLFormElement, of: DraftOf): FormData {
  const typed: Record<string, string[]> = {}
  for (const [name, value] of new FormData(element)) {
    if (typeof value !== 'string' || name === 'version') continue
    typed[name] = [...(typed[name] ?? []), value]
  }
  const body = new FormData()
  body.set('entite', of.entite)
  body.set('entiteId', of.entiteId)
  body.set('version', of.version === null ? '' : String(of.version))
  body.set('valeurs', JSON.stringify(typed))
  return body
}

/** « Brouillon enregistré à 14 h 32 », read out politely. */
export function DraftStatus({ state }: { state: DraftState }) {
  return (
    <span role="status" className="muted small">
      {state.kind === 'garde' && `Brouillon enregistré à ${formatHour(parisTime(new Date(state.at)))}`}
      {state.kind === 'echec' && 'Brouillon non enregistré : vérifiez la connexion, ne fermez pas la page.'}
    </span>
  )
}

/** A draft waits: take it up again, or forget it. */
export function DraftNotice({ savedAt, of, isStale }: { savedAt: string; of: DraftOf; isStale: boolean }) {
  const { pathname } = useLocation()
  return (
    <Notice tone="warning">
      <div className="row">
        <span>
          Vous aviez commencé à écrire ici : un brouillon du {formatInstant(new Date(savedAt))} vous attend.
          {isStale && ' Le texte enregistré a changé depuis : vous serez prévenu à l’enregistrement.'}
        </span>
        <Link className="btn small" to="?brouillon=oui" reloadDocument>
          Reprendre le brouillon
        </Link>
        <Form method="post" action={of.url}>
          <HiddenInput name="entite" value={of.entite} />
          <HiddenInput name="entiteId" value={of.entiteId} />
          <HiddenInput name="oublier" value="oui" />
          <HiddenInput name="retour" value={pathname} />
          <button type="submit" className="btn ghost small">
            Effacer le brouillon
          </button>
        </Form>
      </div>
    </Notice>
  )
}

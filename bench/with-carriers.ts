import { setTimeout as wait } from 'node:timers/promises'
import { attestations } from '#app/features/financements/dossier.words.ts'
import type { Carrier, Night } from './with-deposits.ts'

export interface Outcome {
  dossierId: string
  /** The last text the server said it had kept. */
  kept: string
  /** Where the server led after the submission; null when it was refused. */
  isSubmitted: boolean
  saves: number
  retries: number
  durations: number[]
}

/** Where the application answers now: it moves nowhere, but it may be down for a while. */
export interface Reach {
  base: string
}

const PATIENCE_MS = 90_000

/** One carrier at the last minute: opens the last step, writes in several goes, presses « Déposer » twice. */
export async function liveTheNight(
  reach: Reach,
  night: Night,
  carrier: Carrier,
  given: { begins: number; goes: number },
): Promise<Outcome> {
  const outcome: Outcome = {
    dossierId: carrier.dossierId,
    kept: '',
    isSubmitted: false,
    saves: 0,
    retries: 0,
    durations: [],
  }
  const page = `/t/${night.slug}/financements/dossiers/${carrier.dossierId}`
  await wait(given.begins)
  const { text: html } = await insist(reach, carrier, outcome, { path: `${page}/resultats` })
  const empreinte = /name="empreinte" value="([^"]+)"/.exec(html)?.[1] ?? ''
  for (let go = 1; go <= given.goes; go += 1) {
    const text = `Écrit en ${go} fois par ${carrier.dossierId}.`
    const body = draftOf(carrier, { empreinte, text })
    const answer = await insist(reach, carrier, outcome, { path: `/t/${night.slug}/brouillon`, body })
    if (answer.ok) {
      outcome.kept = text
      outcome.saves += 1
    }
    await wait(300)
  }
  const press = () => insist(reach, carrier, outcome, { path: `${page}/depot`, body: submission() })
  // The impatient press twice: one dossier.
  const answers = await Promise.all([press(), press()])
  outcome.isSubmitted = answers.some((its) => its.status === 302)
  return outcome
}

function draftOf(carrier: Carrier, typed: { empreinte: string; text: string }): URLSearchParams {
  return new URLSearchParams({
    entite: 'dossier',
    entiteId: `${carrier.dossierId}.resultats`,
    version: '',
    valeurs: JSON.stringify({ empreinte: [typed.empreinte], evaluation: [typed.text] }),
  })
}

function submission(): URLSearchParams {
  const body = new URLSearchParams({
    intention: 'deposer',
    signataireNom: 'Présidence',
    signataireFonction: '',
  })
  for (const nature of Object.keys(attestations)) body.append('attestees', nature)
  return body
}

interface Answer {
  status: number
  ok: boolean
  text: string
}

/** A whole answer, or null: the process may die while it speaks. */
async function ask(url: string, init: RequestInit): Promise<Answer | null> {
  try {
    const answer = await fetch(url, init)
    return { status: answer.status, ok: answer.ok, text: await answer.text() }
  } catch {
    return null
  }
}

/** Asks until there is an answer: what a browser that lost the network, then the person, do. */
async function insist(
  { base }: Reach,
  carrier: Carrier,
  outcome: Outcome,
  asked: { path: string; body?: URLSearchParams },
): Promise<Answer> {
  const limit = Date.now() + PATIENCE_MS
  for (;;) {
    const begun = performance.now()
    const answer = await ask(base + asked.path, {
      redirect: 'manual',
      headers: { cookie: carrier.cookie, origin: base },
      ...(asked.body ? { method: 'POST', body: asked.body } : {}),
    })
    if (answer && answer.status < 500) {
      outcome.durations.push(performance.now() - begun)
      return answer
    }
    if (Date.now() > limit) throw new Error(`No answer: ${asked.path}`)
    outcome.retries += 1
    await wait(400)
  }
}

import { z } from 'zod'
import { Refusal } from '#app/lib/errors.ts'
import type { Visit } from '../http.server.ts'
import { listPresent, notePresence } from '../presence.server.ts'
import { type Ecrit, type EcritSpec, markOf } from './ecrit.server.ts'
import { PART_MAX, writeParts } from './write-parts.server.ts'

const texte = z.string().max(PART_MAX)
const liveInput = z.object({
  /** The part the person is in. */
  partie: z.string().max(64).nullable(),
  marque: z.string().max(40),
  ecrits: z.array(z.object({ cle: z.string().max(64), base: texte, typed: texte })).max(100),
})

export type Live = z.infer<typeof liveInput>

/** What an open page sends. @throws Refusal when it cannot be read */
export function parseLive(form: FormData): Live {
  const sent = liveInput.safeParse(readJson(String(form.get('envoi'))))
  if (!sent.success) throw new Refusal('envoi-illisible', 'Cet envoi n’est pas lisible : rechargez la page.')
  return sent.data
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * An open page says which part its person is in and what they typed since; the answer is the text of everybody, only
 * when it is not what the page has, and who else is there.
 */
export async function writeLive(
  { tx, actor }: Visit,
  { spec, id, sent, now }: { spec: EcritSpec; id: string; sent: Live; now: Date },
) {
  const { partie, marque, ecrits } = sent
  const ecrit = await writeParts(tx, actor, spec, { id, typed: ecrits, now })
  const on = { entite: ecrit.entite, entiteId: id }
  const isPart = ecrit.parts.some(({ cle }) => cle === partie)
  await notePresence(tx, actor, { ...on, modifie: isPart, partie: isPart ? partie : null })
  const current = markOf(ecrit.parts)
  return {
    marque: current,
    textes: current === marque && ecrits.length === 0 ? null : textsOf(ecrit),
    others: await listPresent(tx, actor, on),
  }
}

const textsOf = (ecrit: Ecrit): Record<string, string> =>
  Object.fromEntries(ecrit.parts.map(({ cle, texte }) => [cle, texte]))

import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { redirectWith, versionOf } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { cancelSeance, convokeSeance, type Sending } from './convocations.commands.server.ts'
import { decidePoint, setDeport } from './decisions.commands.server.ts'
import { sendReleve } from './releve.commands.server.ts'
import {
  decisionInput,
  type Presence,
  pointInput,
  presences,
  resultats,
  seanceInput,
  suiteInput,
} from './seance.schema.ts'
import {
  addPoint,
  addSuite,
  closeSuite,
  holdSeance,
  movePoint,
  removePoint,
  setPresences,
  updateSeance,
  writeNotes,
} from './seances.commands.server.ts'

interface Visit {
  tx: Tx
  actor: Actor
  form: FormData
  today: IsoDate
}

const notesInput = z.object({ base: z.string().max(50_000), notes: z.string().max(50_000) })
const deportInput = z.object({
  organisationId: z.uuid(),
  motif: z.string().trim().max(500),
  retire: z.boolean(),
})

type Intent = (visit: Visit, id: string, sending: Sending) => Promise<string>

const missingOf = (names: ReadonlyArray<string>): string =>
  names.length > 0 ? ` Sans adresse : ${formatList(names)}.` : ''

const pointOf = (form: FormData): string => String(form.get('point') ?? '')

/** Each form of a meeting's page, and the sentence said once it is done. */
const intents: Record<string, Intent> = {
  seance: async ({ tx, actor, form }, id) => {
    await updateSeance(tx, actor, id, { version: versionOf(form), input: parseForm(seanceInput, form) })
    return 'Séance enregistrée. Si elle était convoquée, renvoyez la convocation : les agendas suivront.'
  },
  point: async ({ tx, actor, form }, id) => {
    await addPoint(tx, actor, id, parseForm(pointInput, form))
    return 'Point ajouté à l’ordre du jour.'
  },
  'retirer-point': async ({ tx, actor, form }) => {
    await removePoint(tx, actor, pointOf(form))
    return 'Point retiré de l’ordre du jour.'
  },
  monter: async ({ tx, actor, form }) => {
    await movePoint(tx, actor, pointOf(form), 'haut')
    return 'Ordre enregistré.'
  },
  descendre: async ({ tx, actor, form }) => {
    await movePoint(tx, actor, pointOf(form), 'bas')
    return 'Ordre enregistré.'
  },
  convoquer: async ({ tx, actor }, id, sending) => {
    const { sent, withoutAddress } = await convokeSeance(tx, actor, id, sending)
    return `${formatCount(sent, 'convocation partie', 'convocations parties')}.${missingOf(withoutAddress)}`
  },
  'envoyer-releve': async ({ tx, actor }, id, sending) => {
    const { sent, withoutAddress } = await sendReleve(tx, actor, id, sending)
    return `Relevé envoyé à ${formatCount(sent, 'membre')}.${missingOf(withoutAddress)}`
  },
  annuler: async ({ tx, actor, form }, id, sending) => {
    await cancelSeance(tx, actor, id, { motif: String(form.get('motif') ?? ''), sending })
    return 'Séance annulée : ceux qui étaient invités sont prévenus.'
  },
  presences: async ({ tx, actor, form }, id) => {
    await setPresences(tx, actor, id, presencesIn(form))
    return 'Feuille de présence enregistrée.'
  },
  tenir: async ({ tx, actor, today }, id) => {
    await holdSeance(tx, actor, id, today)
    return 'Séance tenue : envoyez maintenant le relevé de décisions.'
  },
  notes: async ({ tx, actor, form }) => {
    await writeNotes(tx, actor, pointOf(form), parseForm(notesInput, form))
    return 'Notes enregistrées.'
  },
  decision: async ({ tx, actor, form, today }) => {
    const given = { input: parseForm(decisionInput, form), today }
    return `Décision enregistrée : ${resultats[await decidePoint(tx, actor, pointOf(form), given)].toLowerCase()}.`
  },
  deport: async ({ tx, actor, form }) => {
    await setDeport(tx, actor, pointOf(form), parseForm(deportInput, form))
    return 'Déport enregistré.'
  },
  suite: async ({ tx, actor, form }, id) => {
    await addSuite(tx, actor, id, parseForm(suiteInput, form))
    return 'Suite notée.'
  },
  'suite-faite': async ({ tx, actor, form }) => {
    await closeSuite(
      tx,
      actor,
      String(form.get('suite') ?? ''),
      form.has('abandonner') ? 'abandonnee' : 'faite',
    )
    return 'Suite mise à jour.'
  },
}

/** Does what one of the forms of a meeting's page asks. */
export async function seanceAction(visit: Visit, id: string, sending: Sending): Promise<Response> {
  const intent = intents[String(visit.form.get('intention') ?? '')]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  const said = await intent(visit, id, sending)
  return redirectWith(`/t/${visit.actor.territoireSlug}/seances/${id}`, said)
}

function presencesIn(form: FormData): Map<string, Presence> {
  const found = new Map<string, Presence>()
  for (const [name, value] of form)
    if (name.startsWith('presence-') && isPresence(value)) found.set(name.slice('presence-'.length), value)
  return found
}

function isPresence(value: unknown): value is Presence {
  return typeof value === 'string' && value in presences
}

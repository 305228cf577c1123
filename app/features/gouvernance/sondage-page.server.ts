import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  servicesContext,
  type Visit,
  write,
} from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Sending } from './convocations.commands.server.ts'
import { sondageInput } from './seance.schema.ts'
import { getSeance } from './seances.queries.server.ts'
import { slotsOf } from './sondage.rules.ts'
import { type Dispo, isDispo } from './sondage.words.ts'
import {
  abandonPoll,
  answerPoll,
  chooseSlot,
  mayAnswer,
  openPoll,
  remindPoll,
} from './sondages.commands.server.ts'
import { findPoll, isPollOpen, standingOf } from './sondages.queries.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** The poll of a meeting as a table, with what this person may do of it. */
export function loadPoll(args: Args) {
  const now = args.context.get(servicesContext).now()
  return read(args, async ({ tx, actor, today }) => {
    const seance = await getSeance(tx, actor, args.params.id)
    const poll = await findPoll(tx, seance.id)
    const canHold = can(actor, 'seances.tenir')
    return {
      seance,
      poll,
      best: poll ? standingOf(poll).best : [],
      isOpen: poll !== null && isPollOpen(poll, now),
      canHold,
      canOpen: canHold && seance.etat === 'preparation' && poll?.etat !== 'ouvert',
      mine: (poll?.membres ?? []).filter((its) => mayAnswer(actor, its.organisationId)).map((its) => its.id),
      echeance: addDays(today, DAYS_TO_ANSWER),
    }
  })
}

const DAYS_TO_ANSWER = 7

export type PollPage = Awaited<ReturnType<typeof loadPoll>>

interface Sent extends Visit {
  form: FormData
  id: string
  sending: Sending
}

/** The answer to each date, in a form where each is named after its option. */
export function answersIn(form: FormData): Map<string, Dispo> {
  const found = new Map<string, Dispo>()
  for (const [name, value] of form)
    if (name.startsWith('dispo-') && isDispo(value)) found.set(name.slice('dispo-'.length), value)
  return found
}

const intents: Record<string, (sent: Sent) => Promise<string>> = {
  ouvrir: async ({ tx, actor, form, id, today, sending }) => {
    const { echeance, message } = parseForm(sondageInput, form)
    const slots = slotsIn(form, today)
    const { sent, withoutAddress } = await openPoll(tx, actor, id, { slots, echeance, message, sending })
    const without = withoutAddress.length > 0 ? ` Sans adresse : ${formatList(withoutAddress)}.` : ''
    return `${formatCount(sent, 'courriel part', 'courriels partent')}.${without}`
  },
  repondre: async ({ tx, actor, form, id, sending }) => {
    const message = String(form.get('message') ?? '').slice(0, 500)
    const answer = { reponses: answersIn(form), message, now: sending.now }
    await answerPoll(tx, actor, id, { membreId: String(form.get('membre') ?? ''), answer })
    return 'Réponse enregistrée.'
  },
  relancer: async ({ tx, actor, id, sending }) => {
    const sent = await remindPoll(tx, actor, id, sending)
    return sent === 0
      ? 'Personne à relancer : chacun a répondu, ou l’a été depuis moins d’un jour.'
      : `${formatCount(sent, 'rappel part', 'rappels partent')}.`
  },
  choisir: async ({ tx, actor, form, id, today }) => {
    await chooseSlot(tx, actor, id, { optionId: String(form.get('option') ?? ''), today })
    return 'Date choisie : elle est celle de la séance. Écrivez l’ordre du jour, puis convoquez.'
  },
  abandonner: async ({ tx, actor, id }) => {
    await abandonPoll(tx, actor, id)
    return 'Sondage abandonné.'
  },
}

function slotsIn(form: FormData, today: IsoDate) {
  const { slots, errors } = slotsOf(form.getAll('jour').map(String), form.getAll('heure').map(String), today)
  if (errors.length > 0) throw new Refusal('dates', errors.join(' '), { field: 'options' })
  return slots
}

export function pollAction(args: Args) {
  const { config, now } = args.context.get(servicesContext)
  const sending = { publicUrl: config.publicUrl, from: config.mailFrom, now: now() }
  return write(args, async (visit) => {
    const { id } = args.params
    const intent = intents[String(visit.form.get('intention') ?? '')]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const said = await intent({ ...visit, id, sending })
    return redirectWith(`/t/${visit.actor.territoireSlug}/seances/${id}/sondage`, said)
  })
}

import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import {
  type RouteArgs,
  read,
  redirectWith,
  servicesContext,
  type Visit,
  versionOf,
  write,
} from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { clotureInput, satisfactionInput, tempsInput, triInput } from './appui.schema.ts'
import { type SuiteSorte, suiteSortes } from './appui.words.ts'
import {
  answerOnScreen,
  closeAppui,
  linkSuite,
  logTime,
  removeTime,
  sortAppui,
} from './appuis.commands.server.ts'
import { getAppui, listPosteChoices } from './appuis.queries.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** A request as who asked reads it, with what the team may do. */
export function loadAppui(args: Args) {
  return read(args, async ({ tx, actor, today }) => {
    const { courriel, ...appui } = await getAppui(tx, actor, args.params.id)
    const isTeam = can(actor, 'appuis.suivre')
    return {
      appui,
      hasMail: courriel !== null,
      isTeam,
      isAsker: can(actor, 'appuis.demander', { organisationIds: [appui.organisationId] }) && !isTeam,
      postes: isTeam ? await listPosteChoices(tx) : [],
      today,
    }
  })
}

export type AppuiPage = Awaited<ReturnType<typeof loadAppui>>

interface Sent extends Visit {
  form: FormData
  id: string
  now: Date
  publicUrl: string
}

/** What the forms of the page ask; each gives the sentence shown after it. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  trier: async ({ tx, actor, form, id, publicUrl }) => {
    const page = `${publicUrl}/t/${actor.territoireSlug}/appuis/${id}`
    await sortAppui(tx, actor, id, { version: versionOf(form), input: parseForm(triInput, form), page })
    return 'Réponse enregistrée, et envoyée à qui demande.'
  },
  noter: async ({ tx, actor, form, id, today }) => {
    await logTime(tx, actor, id, { input: parseForm(tempsInput, form), today })
    return 'Temps noté.'
  },
  retirer: async ({ tx, actor, form, id }) => {
    await removeTime(tx, actor, id, String(form.get('temps')))
    return 'Ligne retirée ; le journal la garde.'
  },
  relier: async ({ tx, actor, form, id }) => {
    const sorte = Object.keys(suiteSortes).find((its) => its === form.get('sorte')) as SuiteSorte | undefined // a key of the record
    if (!sorte) throw new Refusal('sorte', 'Choisissez ce qui est venu de l’appui.', { field: 'sorte' })
    await linkSuite(tx, actor, id, { sorte, cle: String(form.get('cle') ?? '') })
    return 'Relié.'
  },
  terminer: async ({ tx, actor, form, id, now, publicUrl }) => {
    const { resultat } = parseForm(clotureInput, form)
    await closeAppui(tx, actor, id, { version: versionOf(form), resultat, now, publicUrl })
    return 'Appui terminé : une seule question part à qui l’a demandé.'
  },
  repondre: async ({ tx, actor, form, id, now }) => {
    await answerOnScreen(tx, actor, id, { input: parseForm(satisfactionInput, form), now })
    return 'Merci de votre réponse.'
  },
}

export function appuiAction(args: Args) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async (visit) => {
    if (!can(visit.actor, 'appuis.demander')) throw new Forbidden()
    await getAppui(visit.tx, visit.actor, args.params.id)
    const intent = intents[String(visit.form.get('intention'))]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const said = await intent({ ...visit, id: args.params.id, now: now(), publicUrl: config.publicUrl })
    return redirectWith(`/t/${visit.actor.territoireSlug}/appuis/${args.params.id}`, said)
  })
}

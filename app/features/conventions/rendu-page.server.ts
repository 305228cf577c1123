import { canCarry, canSpeakFor } from '#app/features/financements/index.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { discardDraft, findDraft } from '#app/platform/drafts.server.ts'
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
import { renduDocument } from './compte-rendu.document.ts'
import { reliquatInput, renduInput } from './compte-rendu.schema.ts'
import { parseRendu } from './compte-rendu-lignes.ts'
import {
  acceptRendu,
  askCorrection,
  beginRendu,
  canControl,
  decideReliquat,
  depositRendu,
  saveRendu,
} from './comptes-rendus.commands.server.ts'
import { getCompteRendu } from './comptes-rendus.queries.server.ts'
import { isCarrierOnly } from './suites.queries.server.ts'

type Args = RouteArgs & { params: { id: string } }

const draftKey = (id: string) => ({ entite: 'compte_rendu', entiteId: id })

/** A financial report: to fill in for its carrier, to read and control for who instructs. */
export function loadRendu(args: Args) {
  return read(args, async ({ tx, actor, today }) => {
    const rendu = await getCompteRendu(tx, actor, args.params.id)
    const isOpen = rendu.etat === 'brouillon' || rendu.etat === 'a_corriger'
    const carries = canCarry(actor, rendu)
    const isControlled = rendu.etat === 'depose'
    return {
      rendu,
      html: renderFragment(parseDocument(renduDocument(rendu, { issuer: rendu.porteur, today }))),
      canBegin: carries && rendu.etat === 'a_rendre',
      canFill: carries && isOpen,
      draft: carries && isOpen ? await findDraft(tx, actor, draftKey(rendu.id)) : null,
      canControl: isControlled && canControl(actor),
      reliquats: can(actor, 'dossiers.instruire')
        ? rendu.reliquats.map((its) => ({
            ...its,
            canDecide: isControlled && canSpeakFor(actor, its.financeurId),
          }))
        : rendu.reliquats.filter((its) => its.issue !== null).map((its) => ({ ...its, canDecide: false })),
      isCarrier: isCarrierOnly(actor),
      isResumed: new URL(args.request.url).searchParams.get('brouillon') === 'oui',
      today,
    }
  })
}

export type RenduPage = Awaited<ReturnType<typeof loadRendu>>

/** The document of a report, for who may read it. */
export async function renduPrinted({ tx, actor, today }: Visit, id: string) {
  const rendu = await getCompteRendu(tx, actor, id)
  if (rendu.etat === 'a_rendre') throw new NotFound()
  return renduDocument(rendu, { issuer: rendu.porteur, today })
}

interface Sent extends Visit {
  form: FormData
  id: string
  now: Date
  /** The address of the page, for a mail. */
  page: string
}

async function save({ tx, actor, form, id }: Sent): Promise<void> {
  const rendu = await getCompteRendu(tx, actor, id)
  const typed = parseRendu(
    form,
    rendu.lignes.map((its) => its.id),
  )
  await saveRendu(tx, actor, id, { version: versionOf(form), input: parseForm(renduInput, form), typed })
  await discardDraft(tx, actor, draftKey(id))
}

/** What the forms of the page ask; each gives the sentence shown after it. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  commencer: async ({ tx, actor, id }) => {
    await beginRendu(tx, actor, id)
    return 'Le budget adopté est repris : écrivez en face ce qui a été dépensé et reçu.'
  },
  enregistrer: async (sent) => {
    await save(sent)
    return 'Compte rendu enregistré.'
  },
  rendre: async (sent) => {
    await save(sent)
    await depositRendu(sent.tx, sent.actor, sent.id, sent.now)
    return 'Compte rendu remis. L’accusé de réception part par courriel.'
  },
  renvoyer: async ({ tx, actor, form, id, page }) => {
    await askCorrection(tx, actor, id, { motif: String(form.get('motif') ?? ''), page })
    return 'Correction demandée au porteur.'
  },
  accepter: async ({ tx, actor, id, now }) => {
    await acceptRendu(tx, actor, id, now)
    return 'Compte rendu accepté.'
  },
  reliquat: async ({ tx, actor, form, id, today }) => {
    const input = parseForm(reliquatInput, form)
    await decideReliquat(tx, actor, id, { ligneId: String(form.get('ligne')), input, today })
    return input.issue === 'reversement'
      ? 'Reversement décidé : il est ajouté à l’échéancier du financeur.'
      : 'Reliquat décidé.'
  },
}

export function renduAction(args: Args) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async (visit) => {
    const rendu = await getCompteRendu(visit.tx, visit.actor, args.params.id)
    if (!canCarry(visit.actor, rendu) && !can(visit.actor, 'dossiers.instruire')) throw new Forbidden()
    const intent = intents[String(visit.form.get('intention'))]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const path = `/t/${visit.actor.territoireSlug}/conventions/comptes-rendus/${args.params.id}`
    const said = await intent({
      ...visit,
      id: args.params.id,
      now: now(),
      page: `${config.publicUrl}${path}`,
    })
    return redirectWith(path, said)
  })
}

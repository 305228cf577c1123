import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { capitalise } from '#app/lib/text.ts'
import { type RouteArgs, redirectWith, write } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canDecideCandidature, canEditCandidature } from './candidature.permissions.ts'
import type { Candidature } from './candidature.rules.ts'
import { goInput, issueInput } from './candidature.schema.ts'
import { isPartKind, type PartKind, partSpecs } from './candidature.spec.ts'
import { addPart, removePart, updatePart } from './candidature-parts.commands.server.ts'
import {
  closeCandidature,
  decideCandidature,
  freezeVersion,
  submitCandidature,
} from './candidatures.commands.server.ts'
import { getCandidature } from './candidatures.queries.server.ts'

interface Asked {
  tx: Tx
  actor: Actor
  bid: Candidature
  form: FormData
}

/** What the forms of a bid ask for; each gives the sentence shown after it. */
const intents: Record<string, (asked: Asked) => Promise<string>> = {
  decider: async ({ tx, actor, bid, form }) => {
    await decideCandidature(tx, actor, bid, parseForm(goInput, form))
    return 'Décision enregistrée.'
  },
  deposer: async ({ tx, actor, bid }) => {
    await submitCandidature(tx, actor, bid)
    return 'Dossier déposé : une version en est gardée.'
  },
  clore: async ({ tx, actor, bid, form }) => {
    await closeCandidature(tx, actor, bid, parseForm(issueInput, form))
    return 'Réponse enregistrée.'
  },
  figer: async ({ tx, actor, bid, form }) => {
    await freezeVersion(tx, actor, bid, String(form.get('libelle') ?? ''))
    return 'Version gardée.'
  },
  ajouter: async ({ tx, actor, bid, form }) => {
    const kind = kindOf(form)
    await addPart(tx, actor, bid, { kind, values: parseForm(partSpecs[kind].schema, form) })
    return `${capitalise(partSpecs[kind].name)} : c’est ajouté.`
  },
  modifier: async ({ tx, actor, bid, form }) => {
    const kind = kindOf(form)
    const values = parseForm(partSpecs[kind].schema, form)
    await updatePart(tx, actor, bid, { kind, id: String(form.get('id')), values })
    return 'Modification enregistrée.'
  },
  retirer: async ({ tx, actor, bid, form }) => {
    const kind = kindOf(form)
    await removePart(tx, actor, bid, { kind, id: String(form.get('id')) })
    return `${capitalise(partSpecs[kind].name)} : c’est retiré, le journal en garde le texte.`
  },
}

function kindOf(form: FormData): PartKind {
  const kind = form.get('partie')
  if (isPartKind(kind)) return kind
  throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
}

/** The action of every tab of a bid: does what was asked and comes back to the tab. */
export function candidatureAction(args: RouteArgs & { params: { code: string } }) {
  return write(args, async ({ tx, actor, form }) => {
    const bid = await getCandidature(tx, actor, args.params.code)
    if (!canEditCandidature(actor, bid) && !canDecideCandidature(actor)) throw new Forbidden()
    const intent = intents[String(form.get('intention'))]
    if (!intent)
      throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
    const message = await intent({ tx, actor, bid, form })
    return redirectWith(new URL(args.request.url).pathname.replace(/\.data$/, ''), message)
  })
}

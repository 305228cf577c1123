import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import {
  formOf,
  type RouteArgs,
  read,
  redirectWith,
  refusing,
  servicesContext,
  type Visit,
  versionOf,
  visit,
} from '#app/platform/http.server.ts'
import { TO_COMPLETE } from './acte.rules.ts'
import { acteInput, signatureInput } from './acte.schema.ts'
import { mailActe, pdfOf, printedActe } from './acte-courriel.server.ts'
import {
  cancelActe,
  canWriteActes,
  editActe,
  notifyActe,
  rewriteActe,
  signActe,
} from './actes.commands.server.ts'
import { type Acte, getActe } from './actes.queries.server.ts'
import { loadMatiere, type Matiere } from './matiere.server.ts'

type Args = RouteArgs & { params: { id: string } }

/** An act with its preview, and whether the decision it speaks of has changed since. */
export function loadActe(args: Args) {
  return read(args, async ({ tx, actor, today }) => {
    const acte = await getActe(tx, actor, args.params.id)
    const matiere = await loadMatiere(tx, acte.dossierId)
    return {
      acte,
      html: renderFragment(parseDocument(printedActe(acte, matiere, today))),
      canWrite: canWriteActes(actor, acte.financeurId),
      isIncomplete: acte.texte.includes(TO_COMPLETE),
      changed: acte.etat === 'a_signer' ? changesSince(acte, matiere) : [],
      today,
    }
  })
}

export type ActePage = Awaited<ReturnType<typeof loadActe>>

/** What is no longer as it was when the act was written, in words. */
function changesSince(acte: Acte, matiere: Matiere): string[] {
  const ligne = matiere.lignes.find((its) => its.financeurId === acte.financeurId)
  const granted = ligne ? (ligne.specifique ?? 0) + (ligne.droitCommun ?? 0) : null
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const isOfAmount = acte.montantCentimes !== null && acte.nature !== 'avenant'
  return [
    ...(isOfAmount && granted !== acte.montantCentimes ? ['le montant décidé'] : []),
    ...(ligne && !isSame(ligne.versements, acte.annexes.versements) ? ['l’échéancier des versements'] : []),
  ]
}

type Sent = Visit & { form: FormData; id: string }

/** What the forms of the page ask; each gives the sentence shown after it. */
const intents: Record<string, (sent: Sent) => Promise<string>> = {
  modifier: async ({ tx, actor, form, id }) => {
    await editActe(tx, actor, id, { version: versionOf(form), input: parseForm(acteInput, form) })
    return 'Acte enregistré.'
  },
  refaire: async ({ tx, actor, form, id }) => {
    await rewriteActe(tx, actor, id, versionOf(form))
    return 'Acte écrit de nouveau à partir du modèle ; le texte d’avant est au journal.'
  },
  signer: async ({ tx, actor, form, id, today }) => {
    await signActe(tx, actor, id, { version: versionOf(form), input: parseForm(signatureInput, form), today })
    return 'Signature notée : le texte ne change plus.'
  },
  annuler: async ({ tx, actor, form, id }) => {
    await cancelActe(tx, actor, id, { version: versionOf(form), motif: String(form.get('motif') ?? '') })
    return 'Acte annulé ; il reste lisible ici.'
  },
}

export async function acteAction(args: Args) {
  const form = await formOf(args.request)
  const { id } = args.params
  const { publicUrl } = args.context.get(servicesContext).config
  return refusing(form, async () => {
    const pdf = form.get('intention') === 'notifier' ? await visit(args, (its) => pdfOf(its, id)) : null
    return visit(args, async (its) => {
      const { financeurId } = await getActe(its.tx, its.actor, id)
      if (!canWriteActes(its.actor, financeurId)) throw new Forbidden()
      const path = `/t/${its.actor.territoireSlug}/conventions/actes/${id}`
      if (pdf) {
        const acte = await notifyActe(its.tx, its.actor, id, { version: versionOf(form), today: its.today })
        return redirectWith(path, await mailActe(its, acte, { pdf, page: `${publicUrl}${path}` }))
      }
      const intent = intents[String(form.get('intention'))]
      if (!intent)
        throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
      return redirectWith(path, await intent({ ...its, form, id }))
    })
  })
}

import { InvalidInput, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { formatCount } from '#app/lib/text.ts'
import {
  formOf,
  type RouteArgs,
  read,
  redirectWith,
  refusing,
  servicesContext,
  type Visit,
  visit,
} from '#app/platform/http.server.ts'
import { TO_COMPLETE } from './acte.rules.ts'
import { signatureInput } from './acte.schema.ts'
import { mailActe, pdfOf } from './acte-courriel.server.ts'
import { canWriteActes, notifyActe, prepareActes, signActe } from './actes.commands.server.ts'
import { type Acte, listOpenActes } from './actes.queries.server.ts'
import { listDossiersWithoutActes, mustWriteActes } from './suites.queries.server.ts'

/** Acts written in one press: a page of answers stays short, the rest comes at the next press. */
const AT_ONCE = 50

/** Everything that waits for a signature or a notification, all dossiers together. */
export function loadParapheur(args: RouteArgs) {
  return read(args, async ({ tx, actor, today }) => {
    mustWriteActes(actor)
    const actes = await listOpenActes(tx, actor)
    return {
      actes: actes
        .filter((its) => canWriteActes(actor, its.financeurId))
        .map(({ texte, annexes: _annexes, ...its }) => ({
          ...its,
          isIncomplete: texte.includes(TO_COMPLETE),
        })),
      unwritten: (await listDossiersWithoutActes(tx, actor)).length,
      today,
    }
  })
}

export type ParapheurPage = Awaited<ReturnType<typeof loadParapheur>>

/** What the forms of the page ask, on the acts that were ticked. */
export async function parapheurAction(args: RouteArgs) {
  const form = await formOf(args.request)
  const { publicUrl } = args.context.get(servicesContext).config
  return refusing(form, async () => {
    const intention = String(form.get('intention'))
    if (intention === 'notifier') return notifyAll(args, form, publicUrl)
    return visit(args, async (its) => {
      const done = intention === 'ecrire' ? await writeMissing(its) : await signTicked(its, form)
      return redirectWith(`/t/${its.actor.territoireSlug}/conventions/parapheur`, done)
    })
  })
}

async function writeMissing({ tx, actor, today }: Visit): Promise<string> {
  mustWriteActes(actor)
  let written = 0
  const dossiers = await listDossiersWithoutActes(tx, actor)
  for (const id of dossiers.slice(0, AT_ONCE)) written += await prepareActes(tx, actor, id, today)
  const left = Math.max(0, dossiers.length - AT_ONCE)
  return left > 0
    ? `${formatCount(written, 'acte écrit', 'actes écrits')} ; il reste ${formatCount(left, 'dossier')}.`
    : `${formatCount(written, 'acte écrit', 'actes écrits')}.`
}

async function ticked({ tx, actor }: Visit, form: FormData, etat: Acte['etat']): Promise<Acte[]> {
  mustWriteActes(actor)
  const ids = new Set(form.getAll('actes').map(String))
  const actes = (await listOpenActes(tx, actor)).filter((its) => ids.has(its.id) && its.etat === etat)
  if (actes.length === 0)
    throw new InvalidInput({
      actes: [
        etat === 'a_signer'
          ? 'Cochez les actes signés, parmi ceux à signer.'
          : 'Cochez des actes déjà signés.',
      ],
    })
  if (actes.length > AT_ONCE)
    throw new Refusal('trop-d-actes', `Cochez au plus ${AT_ONCE} actes à la fois.`, { field: 'actes' })
  return actes
}

async function signTicked(its: Visit, form: FormData): Promise<string> {
  const input = parseForm(signatureInput, form)
  const actes = await ticked(its, form, 'a_signer')
  for (const { id, version } of actes)
    await signActe(its.tx, its.actor, id, { version, input, today: its.today })
  return `${formatCount(actes.length, 'signature notée', 'signatures notées')}.`
}

/** The PDFs are made first, then everything is notified in one transaction: all of it, or nothing. */
async function notifyAll(args: RouteArgs, form: FormData, publicUrl: string): Promise<Response> {
  const made = await visit(args, async (its) => {
    const actes = await ticked(its, form, 'signe')
    return Promise.all(actes.map(async ({ id, version }) => ({ id, version, pdf: await pdfOf(its, id) })))
  })
  return visit(args, async (its) => {
    const home = `/t/${its.actor.territoireSlug}/conventions`
    for (const { id, version, pdf } of made) {
      const acte = await notifyActe(its.tx, its.actor, id, { version, today: its.today })
      await mailActe(its, acte, { pdf, page: `${publicUrl}${home}/actes/${id}` })
    }
    return redirectWith(`${home}/parapheur`, `${formatCount(made.length, 'acte notifié', 'actes notifiés')}.`)
  })
}

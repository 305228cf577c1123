import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { diffTexts } from '#app/lib/text-diff.ts'
import { addComment, listComments, removeComment, settleComment } from '../comments.server.ts'
import type { Visit } from '../http.server.ts'
import type { Actor } from '../permissions.ts'
import { listPresent } from '../presence.server.ts'
import { type EcritSpec, markOf } from './ecrit.server.ts'
import { getVersion, listVersions, nameVersion, restoreVersion, versionNumber } from './versions.server.ts'
import { answerVisa, askVisas, listVisas, listWriters } from './visas.server.ts'
import { PART_MAX, writeParts } from './write-parts.server.ts'

/** What the page where a text is written shows. */
export async function loadDesk({ tx, actor }: Visit, spec: EcritSpec, id: string) {
  const ecrit = await spec.open(tx, actor, id)
  return {
    ecrit,
    marque: markOf(ecrit.parts),
    personneId: actor.personneId,
    others: await listPresent(tx, actor, { entite: ecrit.entite, entiteId: id }),
    comments: await listComments(tx, ecrit),
    versions: await listVersions(tx, ecrit),
    visas: await listVisas(tx, ecrit),
    writers: await listWriters(tx, actor, spec),
  }
}

const text = z.string().max(PART_MAX)
const partInput = z.object({ partie: z.string().max(64), base: text, texte: text })
const motifInput = z.object({ motif: z.string().trim().min(1).max(200) })
const visasInput = z.object({ personneIds: z.array(z.uuid()) })
const answerInput = z.object({
  visa: z.string(),
  reponse: z.enum(['vise', 'reserve']),
  motif: z.string().trim().max(4_000),
})
const commentInput = z.object({
  partie: z.string().max(64),
  commentaire: z.string(),
  mentions: z.array(z.string()),
})

type DeskVisit = Visit & { form: FormData; spec: EcritSpec; id: string; now: Date }

/** What the forms of the page of a text ask for; each says what it did. */
const intents: Record<string, (visit: DeskVisit) => Promise<string>> = {
  partie: async ({ tx, actor, form, spec, id, now }) => {
    const { partie, base, texte } = parseForm(partInput, form)
    await writeParts(tx, actor, spec, { id, typed: [{ cle: partie, base, typed: texte }], now })
    return 'Texte enregistré.'
  },
  version: ({ tx, actor, form, spec, id }) =>
    nameVersion(tx, actor, spec, { id, motif: parseForm(motifInput, form).motif }),
  'version.retablir': async ({ tx, actor, form, spec, id }) => {
    const numero = versionNumber(String(form.get('numero')))
    await restoreVersion(tx, actor, spec, { id, numero })
    return `Le texte est de nouveau celui de la version ${numero}. Ce qu’il disait est gardé dans une version.`
  },
  'visa.demander': async ({ tx, actor, form, spec, id }) => {
    await askVisas(tx, actor, spec, { id, personneIds: parseForm(visasInput, form).personneIds })
    return 'Les visas sont demandés sur le texte d’aujourd’hui.'
  },
  'visa.repondre': async ({ tx, actor, form, spec, id }) => {
    const { visa, reponse, motif } = parseForm(answerInput, form)
    await answerVisa(tx, actor, spec, { id, visaId: visa, reponse, motif })
    return 'Votre réponse est enregistrée.'
  },
  commentaire: async ({ tx, actor, form, spec, id }) => {
    await comment(tx, actor, { spec, id, input: parseForm(commentInput, form) })
    return 'Commentaire ajouté.'
  },
  'commentaire.traiter': async ({ tx, actor, form, spec, id }) => {
    await settleComment(tx, actor, await spec.open(tx, actor, id), String(form.get('commentaireId')))
    return 'Le commentaire est mis à jour.'
  },
  'commentaire.retirer': async ({ tx, actor, form, spec, id }) => {
    const ecrit = await spec.open(tx, actor, id)
    await removeComment(tx, actor, ecrit, { id: String(form.get('commentaireId')), canModerate: false })
    return 'Commentaire retiré.'
  },
}

/** Does what a form of the page of a text asks. @returns what to say */
export async function deskAction(
  visit: Visit & { form: FormData },
  given: { spec: EcritSpec; id: string; now: Date },
): Promise<string> {
  await given.spec.open(visit.tx, visit.actor, given.id)
  const intent = intents[String(visit.form.get('intention'))]
  if (!intent) throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  return intent({ ...visit, ...given })
}

async function comment(
  tx: Tx,
  actor: Actor,
  { spec, id, input }: { spec: EcritSpec; id: string; input: z.infer<typeof commentInput> },
): Promise<void> {
  const ecrit = await spec.open(tx, actor, id)
  const part = ecrit.parts.find(({ cle }) => cle === input.partie)
  if (!part) throw new NotFound()
  await addComment(tx, actor, ecrit, {
    texte: input.commentaire,
    partie: part.cle,
    mentions: input.mentions,
    offered: await listWriters(tx, actor, spec),
    news: { objet: `${actor.nom} vous cite sur « ${part.label} » : ${ecrit.titre}`, lien: ecrit.lien },
  })
}

/** Two versions of a text, or a version and the text of today, part by part and word by word. */
export async function loadComparison(
  { tx, actor }: Visit,
  spec: EcritSpec,
  { id, from, to }: { id: string; from: string | null; to: string | null },
) {
  const ecrit = await spec.open(tx, actor, id)
  const versions = await listVersions(tx, ecrit)
  const before = versionNumber(from ?? String(versions[0]?.numero ?? ''))
  const after = to === null || to === '' ? null : versionNumber(to)
  const old = (await getVersion(tx, ecrit, before)).contenu
  const recent = after === null ? ecrit.parts : (await getVersion(tx, ecrit, after)).contenu
  const labels = new Map([...old, ...recent].map(({ cle, label }) => [cle, label]))
  const saidIn = (parts: ReadonlyArray<{ cle: string; texte: string }>, cle: string): string =>
    parts.find((its) => its.cle === cle)?.texte ?? ''
  const parts = [...labels].map(([cle, label]) => ({
    cle,
    label,
    pieces: diffTexts(saidIn(old, cle), saidIn(recent, cle)),
  }))
  const { titre, lien, page } = ecrit
  return { titre, lien, page, isOpen: ecrit.ferme === null, versions, before, after, parts }
}

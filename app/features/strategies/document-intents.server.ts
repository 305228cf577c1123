import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { keysOf } from '#app/lib/choices.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { isoDay, parseForm } from '#app/lib/form-values.ts'
import { removeAttached } from '#app/platform/attached.server.ts'
import { redirectWith, versionOf } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { createAvenant } from './avenants.commands.server.ts'
import { avenantInput, documentEtats, relationInput, signataireInput } from './document.schema.ts'
import {
  addRelation,
  changeDocumentEtat,
  mustWrite,
  removeRelation,
  renewDocument,
  setDocumentAxes,
} from './documents.commands.server.ts'
import { getDocumentByCode } from './documents.queries.server.ts'
import { addSignataire, updateSignataire } from './signataires.commands.server.ts'

interface Intent {
  tx: Tx
  actor: Actor
  form: FormData
  id: string
  titre: string
}

const transitionInput = z.object({ to: z.enum(keysOf(documentEtats)), jour: isoDay })
const renewalInput = z.object({
  code: z
    .string()
    .trim()
    .refine(
      (code) => /^[a-z0-9][a-z0-9-]{0,59}$/.test(code),
      'Écrivez des minuscules, des chiffres et des tirets, comme ptcs-2021.',
    ),
  titre: z.string().trim().min(1).max(300),
  debut: isoDay,
  fin: isoDay.nullable(),
})
const axesInput = z.object({ axeIds: z.array(z.uuid()) })

const intents: Record<string, (intent: Intent) => Promise<string>> = {
  etat: async ({ tx, actor, form, id }) => {
    const { to, jour } = parseForm(transitionInput, form)
    await changeDocumentEtat(tx, actor, id, { to, day: jour })
    return `État enregistré : ${documentEtats[to].toLowerCase()}.`
  },
  'ajouter-signataire': async ({ tx, actor, form, id }) => {
    await addSignataire(tx, actor, { documentId: id, exemple: false }, parseForm(signataireInput, form))
    return 'Signataire inscrit.'
  },
  'suivre-signataire': async ({ tx, actor, form }) => {
    const change = { version: versionOf(form), input: parseForm(signataireInput, form) }
    await updateSignataire(tx, actor, String(form.get('signataireId')), change)
    return 'Suivi de signature enregistré.'
  },
  lier: async ({ tx, actor, form, id }) => {
    form.set('deId', id)
    await addRelation(tx, actor, parseForm(relationInput, form))
    return 'Lien enregistré.'
  },
  delier: async ({ tx, actor, form }) => {
    await removeRelation(tx, actor, String(form.get('relationId')))
    return 'Lien retiré.'
  },
  axes: async ({ tx, actor, form, id }) => {
    await setDocumentAxes(tx, actor, id, parseForm(axesInput, form).axeIds)
    return 'Axes enregistrés.'
  },
  'fichier.retirer': async ({ tx, actor, form, id, titre }) => {
    await removeAttached(tx, actor, { entite: 'document', id, titre }, String(form.get('id')))
    return 'Fichier retiré.'
  },
  avenant: async ({ tx, actor, form, id }) => {
    await createAvenant(tx, actor, id, parseForm(avenantInput, form))
    return 'Avenant ouvert : dites maintenant quels axes il change.'
  },
}

/** Does what one of the forms of a document's page asks; the address says which document. */
export async function documentAction(
  visit: { tx: Tx; actor: Actor; form: FormData; today: IsoDate },
  code: string,
): Promise<Response> {
  const { tx, actor, form } = visit
  const { id, titre } = await getDocumentByCode(tx, actor, code)
  mustWrite(actor)
  const base = `/t/${actor.territoireSlug}/documents`
  const intention = String(form.get('intention'))
  if (intention === 'renouveler') {
    const next = parseForm(renewalInput, form)
    await renewDocument(tx, actor, id, next)
    return redirectWith(
      `${base}/${next.code}`,
      'Le nouveau document est en rédaction ; il garde sa filiation.',
    )
  }
  const work = intents[intention]
  if (!work) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return redirectWith(`${base}/${code}`, await work({ tx, actor, form, id, titre }))
}

import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { capitalise } from '#app/lib/text.ts'
import { versionOf } from '#app/platform/http.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { ficheEtats, isFicheEtat } from './fiche.schema.ts'
import { commentFiche, removeFicheComment } from './fiche-comments.server.ts'
import { archiveFile } from './fiche-files.server.ts'
import { addPart, removePart, setResultYear, updatePart } from './fiche-parts.commands.server.ts'
import { anneeSpec, isPartKind, type PartKind, partSpecs } from './fiche-parts.spec.ts'
import { archiveFiche, moveFiche, type StoredFiche } from './fiches.commands.server.ts'

export interface FicheVisit {
  tx: Tx
  actor: Actor
  today: IsoDate
  fiche: StoredFiche
  form: FormData
}

/** What the forms of a fiche's page ask for; each says where the page goes back to and the sentence it shows. */
const intents: Record<string, (visit: FicheVisit) => Promise<{ message: string; anchor: string }>> = {
  etat: changeState,
  'partie.ajouter': addLine,
  'partie.modifier': changeLine,
  'partie.retirer': removeLine,
  annee: changeYear,
  commentaire: comment,
  'commentaire.retirer': async ({ tx, actor, fiche, form }) => {
    await removeFicheComment(tx, actor, fiche, String(form.get('id')))
    return { message: 'Commentaire retiré.', anchor: 'commentaires' }
  },
  'fichier.retirer': async ({ tx, actor, fiche, form }) => {
    await archiveFile(tx, actor, fiche, String(form.get('id')))
    return { message: 'Fichier retiré.', anchor: 'fichiers' }
  },
  archiver: async ({ tx, actor, fiche }) => {
    await archiveFiche(tx, actor, fiche.id)
    return { message: `La fiche ${fiche.code} est archivée.`, anchor: 'liste' }
  },
}

export function runIntent(visit: FicheVisit): Promise<{ message: string; anchor: string }> {
  const intent = intents[String(visit.form.get('intention'))]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return intent(visit)
}

async function changeState({ tx, actor, fiche, form, today }: FicheVisit) {
  const to = form.get('vers')
  if (!isFicheEtat(to)) throw new Refusal('etat-inconnu', 'Choisissez l’un des états proposés.')
  const motif = String(form.get('motif') ?? '')
  await moveFiche(tx, actor, fiche.id, { version: versionOf(form), to, motif, today })
  return { message: `La fiche est maintenant : ${ficheEtats[to].toLowerCase()}.`, anchor: '' }
}

function kindOf(form: FormData): PartKind {
  const kind = form.get('partie')
  if (!isPartKind(kind))
    throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return kind
}

async function addLine({ tx, actor, fiche, form }: FicheVisit) {
  const kind = kindOf(form)
  await addPart(tx, actor, fiche, { kind, values: parseForm(partSpecs[kind].schema, form) })
  return { message: `${capitalise(partSpecs[kind].name)} : c’est ajouté.`, anchor: kind }
}

async function changeLine({ tx, actor, fiche, form }: FicheVisit) {
  const kind = kindOf(form)
  const values = parseForm(partSpecs[kind].schema, form)
  await updatePart(tx, actor, fiche, { kind, id: String(form.get('id')), values })
  return { message: 'Modification enregistrée.', anchor: kind }
}

async function removeLine({ tx, actor, fiche, form }: FicheVisit) {
  const kind = kindOf(form)
  await removePart(tx, actor, fiche, { kind, id: String(form.get('id')) })
  return {
    message: `${capitalise(partSpecs[kind].name)} : c’est retiré, le journal en garde le texte.`,
    anchor: kind,
  }
}

async function changeYear({ tx, actor, fiche, form }: FicheVisit) {
  const values = parseForm(anneeSpec.schema, form)
  await setResultYear(tx, actor, fiche, { id: String(form.get('id')), values })
  return { message: `Année ${values.annee} enregistrée.`, anchor: 'resultat' }
}

async function comment({ tx, actor, fiche, form }: FicheVisit) {
  const mentions = form.getAll('mentions').map(String)
  await commentFiche(tx, actor, fiche, { texte: String(form.get('texte') ?? ''), mentions })
  return { message: 'Commentaire publié.', anchor: 'commentaires' }
}

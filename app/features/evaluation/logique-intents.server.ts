import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type Visit, versionOf } from '#app/platform/http.server.ts'
import {
  createCase,
  createFleche,
  deleteFromLogique,
  updateCase,
  updateFleche,
} from './logique.commands.server.ts'
import { getLogique } from './logique.queries.server.ts'
import { caseInput, flecheInput } from './logique.schema.ts'

type LogiqueVisit = Visit & { form: FormData; axeId: string }

const MOST_FICHES = 6

const intents: Record<string, (visit: LogiqueVisit) => Promise<string>> = {
  'ajouter-case': async ({ tx, actor, axeId, form }) => {
    await createCase(tx, actor, axeId, { input: parseForm(caseInput, form) })
    return 'Case ajoutée.'
  },
  'modifier-case': async ({ tx, actor, axeId, form }) => {
    const change = { id: String(form.get('id')), version: versionOf(form), input: parseForm(caseInput, form) }
    await updateCase(tx, actor, axeId, change)
    return 'Case enregistrée.'
  },
  'retirer-case': async ({ tx, actor, axeId, form }) => {
    await deleteFromLogique(tx, actor, axeId, { kind: 'case', id: String(form.get('id')) })
    return 'Case retirée, avec ses flèches.'
  },
  'ajouter-fleche': async ({ tx, actor, axeId, form }) => {
    await createFleche(tx, actor, axeId, parseForm(flecheInput, form))
    return 'Cases reliées.'
  },
  'modifier-fleche': async ({ tx, actor, axeId, form }) => {
    const change = {
      id: String(form.get('id')),
      version: versionOf(form),
      input: parseForm(flecheInput, form),
    }
    await updateFleche(tx, actor, axeId, change)
    return 'Hypothèse enregistrée.'
  },
  'retirer-fleche': async ({ tx, actor, axeId, form }) => {
    await deleteFromLogique(tx, actor, axeId, { kind: 'fleche', id: String(form.get('id')) })
    return 'Flèche retirée.'
  },
  'reprendre-fiches': takeFiches,
}

/** The actions of the axis become boxes of activities; those already there are left alone. */
async function takeFiches({ tx, actor, axeId }: LogiqueVisit): Promise<string> {
  const { boxes } = await getLogique(tx, actor, axeId)
  const { rows } = await listFichesOf(tx, actor, { axe: axeId }, { limit: MOST_FICHES })
  const known = new Set(boxes.map((its) => its.texte))
  const titles = rows.map((its) => its.titre.slice(0, 160)).filter((titre) => !known.has(titre))
  for (const texte of titles) await createCase(tx, actor, axeId, { input: { etage: 'activites', texte } })
  return titles.length === 0
    ? 'Aucune fiche à reprendre sur cet axe.'
    : 'Les fiches de l’axe sont devenues des activités.'
}

/** Does what a form of the model asks. @returns what to say */
export function runLogiqueIntent(visit: LogiqueVisit): Promise<string> {
  const intent = intents[String(visit.form.get('geste'))]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return intent(visit)
}

import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { type Visit, versionOf } from '#app/platform/http.server.ts'
import { askAvisByMail } from './avis-courriels.server.ts'
import {
  addRecommandation,
  followRecommandation,
  giveAvis,
  type ReportTarget,
  reopenRapport,
  signRapport,
  submitRapport,
} from './rapport-evaluation.commands.server.ts'
import { avisInput, recommandationInput, soumissionInput } from './rapport-evaluation.schema.ts'

type RapportVisit = Visit & { form: FormData; target: ReportTarget; publicUrl: string }

const newRecommandation = recommandationInput.omit({ etat: true, suite: true })
const followed = recommandationInput.pick({ etat: true, suite: true })

const intents: Record<string, (visit: RapportVisit) => Promise<string>> = {
  recommander: async ({ tx, actor, form, target }) => {
    const input = { ...parseForm(newRecommandation, form), etat: 'a_faire' as const, suite: '' }
    await addRecommandation(tx, actor, target, { input })
    return 'Recommandation ajoutée.'
  },
  suivre: async ({ tx, actor, form, target }) => {
    await followRecommandation(tx, actor, target, {
      id: String(form.get('id')),
      version: versionOf(form),
      input: parseForm(followed, form),
    })
    return 'Suite enregistrée.'
  },
  aviser: async ({ tx, actor, form, target }) => {
    await giveAvis(tx, actor, target, parseForm(avisInput, form))
    return 'Avis enregistré : il est repris dans le rapport.'
  },
  soumettre: async ({ tx, actor, form, target, publicUrl }) => {
    const { avisAvant } = parseForm(soumissionInput, form)
    await submitRapport(tx, actor, target, avisAvant)
    const { document, rapportId } = target
    const said = await askAvisByMail(tx, actor, {
      documentId: document.id,
      documentTitre: document.titre,
      code: document.code,
      rapportId,
      avisAvant,
      publicUrl,
    })
    return `Rapport soumis à l’avis des signataires : ${said}`
  },
  reprendre: async ({ tx, actor, target }) => {
    await reopenRapport(tx, actor, target)
    return 'Rapport repris en brouillon ; les avis reçus sont gardés.'
  },
  signer: async ({ tx, actor, target }) => {
    await signRapport(tx, actor, target)
    return 'Rapport signé : ce qu’il dit est gardé tel quel.'
  },
}

/** Does what a form of a report asks. @returns what to say */
export function runRapportIntent(visit: RapportVisit): Promise<string> {
  const intent = intents[String(visit.form.get('geste'))]
  if (!intent) throw new Refusal('demande-inconnue', 'Cette demande n’est pas comprise : rechargez la page.')
  return intent(visit)
}

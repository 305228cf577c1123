import { Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { publish, withdraw } from './publications.commands.server.ts'
import { avisInput, consultationInput, debatInput } from './rapport.schema.ts'
import { consult, debate, receiveAvis } from './rapports.commands.server.ts'
import { getRapport } from './rapports.queries.server.ts'

/** What a form of the page of a report asks. @returns what to say */
export async function rapportAction(
  visit: Visit & { form: FormData },
  id: string,
  now: Date,
): Promise<string> {
  const { tx, actor, form, today } = visit
  await getRapport(tx, actor, id)
  switch (form.get('intention')) {
    case 'soumettre':
      await consult(tx, actor, id, { input: parseForm(consultationInput, form), today })
      return 'Le projet de rapport est soumis pour avis.'
    case 'avis':
      await receiveAvis(tx, actor, id, {
        avisId: String(form.get('avis')),
        input: parseForm(avisInput, form),
        today,
      })
      return 'L’avis est enregistré et annexé.'
    case 'debattre':
      await debate(tx, actor, id, { input: parseForm(debatInput, form), today })
      return 'Le débat et ses suites sont enregistrés.'
    case 'publier':
      await publish(visit, { nature: 'rapport', id }, now)
      return 'Le rapport est publié avec ses annexes.'
    case 'depublier':
      await withdraw(tx, actor, { nature: 'rapport', id }, now)
      return 'Le rapport n’est plus sur le portail.'
    default:
      throw new Refusal('geste-inconnu', 'Ce bouton n’existe pas : rechargez la page.')
  }
}

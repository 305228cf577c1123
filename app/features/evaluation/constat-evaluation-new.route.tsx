import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/constat-evaluation-new.route'
import { ConstatEvaluationForm } from './constat-evaluation-form.tsx'
import { openEvaluation } from './evaluation-page.server.ts'
import { createConstatEvaluation, mustEvaluate } from './referentiel.commands.server.ts'
import { getQuestion } from './referentiel.queries.server.ts'
import { constatEvaluationInput } from './referentiel.schema.ts'
import { listConstatChoices } from './referentiel-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    const { texte, indicateurs } = await getQuestion(tx, actor, document.id, args.params.id)
    const values = { etudes: [], diagnostics: [], chiffres: [], indicateurs }
    return { question: texte, values, ...(await listConstatChoices(tx, actor, document.id)) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const { code, id } = args.params
    const input = parseForm(constatEvaluationInput, form)
    const constat = await createConstatEvaluation(tx, actor, { documentId: document.id, id }, { input })
    const to = `/t/${actor.territoireSlug}/evaluation/${code}/questions/${id}#${constat}`
    return redirectWith(to, 'Constat ajouté.')
  })
}

export default function ConstatNew({ loaderData, actionData }: Route.ComponentProps) {
  const { question, ...form } = loaderData
  return (
    <>
      <h2>Écrire un constat</h2>
      <p className="lead">{question}</p>
      <ConstatEvaluationForm {...form} version={1} refused={refusedOf(actionData)} />
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/question-edit.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { QuestionForm } from './question-form.tsx'
import { mustEvaluate, updateQuestion } from './referentiel.commands.server.ts'
import { getQuestion } from './referentiel.queries.server.ts'
import { questionInput } from './referentiel.schema.ts'
import { listQuestionChoices } from './referentiel-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    const values = await getQuestion(tx, actor, document.id, args.params.id)
    return { values, ...(await listQuestionChoices(tx, actor, { document, today })) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const { id } = args.params
    const change = { id, version: versionOf(form), input: parseForm(questionInput, form) }
    await updateQuestion(tx, actor, document.id, change)
    const to = `/t/${actor.territoireSlug}/evaluation/${args.params.code}/questions/${id}`
    return redirectWith(to, 'Question enregistrée.')
  })
}

export default function QuestionEdit({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Modifier la question</h2>
      <QuestionForm {...loaderData} version={loaderData.values.version} refused={refusedOf(actionData)} />
    </>
  )
}

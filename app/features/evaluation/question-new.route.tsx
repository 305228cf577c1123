import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/question-new.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { QuestionForm } from './question-form.tsx'
import { createQuestion, mustEvaluate } from './referentiel.commands.server.ts'
import { questionInput } from './referentiel.schema.ts'
import { listQuestionChoices } from './referentiel-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    return listQuestionChoices(tx, actor, { document, today })
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = await openEvaluation(tx, actor, args.params.code)
    const question = await createQuestion(tx, actor, id, { input: parseForm(questionInput, form) })
    const to = `/t/${actor.territoireSlug}/evaluation/${args.params.code}/questions/${question}`
    return redirectWith(to, 'Question ajoutée.')
  })
}

export default function QuestionNew({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Écrire une question</h2>
      <QuestionForm
        {...loaderData}
        values={{ indicateurs: [] }}
        version={1}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty, Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/referentiel.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { QuestionsByObjet } from './questions-list.tsx'
import { archiveQuestion, moveQuestion } from './referentiel.commands.server.ts'
import { listQuestions } from './referentiel.queries.server.ts'
import { lacksOf } from './referentiel.rules.ts'
import { AddQuestion, Downloads } from './referentiel-actions.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const questions = await listQuestions(tx, actor, document.id)
    return { questions, manques: lacksOf(questions), today, canEdit: can(actor, 'evaluation.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const id = String(form.get('question'))
    const back = `/t/${actor.territoireSlug}/evaluation/${args.params.code}`
    if (form.get('geste') === 'retirer') {
      await archiveQuestion(tx, actor, document.id, id)
      return redirectWith(back, 'Question retirée.')
    }
    const sens = form.get('geste') === 'monter' ? 'haut' : 'bas'
    await moveQuestion(tx, actor, document.id, { id, sens })
    return redirectWith(`${back}#${id}`, 'Question déplacée.')
  })
}

export default function Referentiel({ loaderData, actionData, params }: Route.ComponentProps) {
  const { questions, manques, canEdit } = loaderData
  const base = `/t/${params.territoire}/evaluation/${params.code}`
  const refused = refusedOf(actionData)
  const create = canEdit && <AddQuestion base={base} />
  return (
    <>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {questions.length === 0 ? (
        <Empty
          title="Ce document n’a pas encore de référentiel d’évaluation."
          action={<div className="row">{create}</div>}
        >
          Maillage propose des questions à partir de ses axes et de ses engagements ; vous gardez celles qui
          comptent.
        </Empty>
      ) : (
        <>
          <div className="row">
            {create}
            <Downloads base={base} />
          </div>
          {manques.map((its) => (
            <Notice key={its} tone="warning">
              {its}
            </Notice>
          ))}
          <QuestionsByObjet {...loaderData} base={base} />
        </>
      )}
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/constat-evaluation-edit.route'
import { ConstatEvaluationForm } from './constat-evaluation-form.tsx'
import { openEvaluation } from './evaluation-page.server.ts'
import { mustEvaluate, updateConstatEvaluation } from './referentiel.commands.server.ts'
import { getConstatEvaluation, getQuestion } from './referentiel.queries.server.ts'
import { constatEvaluationInput } from './referentiel.schema.ts'
import { listConstatChoices } from './referentiel-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    const { texte } = await getQuestion(tx, actor, document.id, args.params.id)
    const values = await getConstatEvaluation(tx, actor, args.params.id, args.params.constat)
    return { question: texte, values, ...(await listConstatChoices(tx, actor, document.id)) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const { code, id, constat } = args.params
    await getQuestion(tx, actor, document.id, id)
    const change = { id: constat, version: versionOf(form), input: parseForm(constatEvaluationInput, form) }
    await updateConstatEvaluation(tx, actor, id, change)
    const to = `/t/${actor.territoireSlug}/evaluation/${code}/questions/${id}#${constat}`
    return redirectWith(to, 'Constat enregistré.')
  })
}

export default function ConstatEdit({ loaderData, actionData }: Route.ComponentProps) {
  const { question, ...form } = loaderData
  return (
    <>
      <h2>Modifier le constat</h2>
      <p className="lead">{question}</p>
      <ConstatEvaluationForm {...form} version={form.values.version} refused={refusedOf(actionData)} />
    </>
  )
}

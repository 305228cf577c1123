import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/rapport-evaluation-edit.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { updateRapportEvaluation } from './rapport-evaluation.commands.server.ts'
import { getRapportEvaluation } from './rapport-evaluation.queries.server.ts'
import { rapportTitleInput } from './rapport-evaluation.schema.ts'
import { TitleForm } from './rapport-evaluation-forms.tsx'
import { mustEvaluate } from './referentiel.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    return getRapportEvaluation(tx, actor, document.id, args.params.id)
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { code, id } = args.params
    const document = await openEvaluation(tx, actor, code)
    const input = parseForm(rapportTitleInput, form)
    await updateRapportEvaluation(tx, actor, document.id, { id, version: versionOf(form), input })
    return redirectWith(`/t/${actor.territoireSlug}/evaluation/${code}/rapports/${id}`, 'Titre enregistré.')
  })
}

export default function RapportEvaluationEdit({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Titre du rapport</h2>
      <TitleForm rapport={loaderData} refused={refusedOf(actionData)} />
    </>
  )
}

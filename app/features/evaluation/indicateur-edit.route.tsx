import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/indicateur-edit.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { IndicateurForm } from './indicateur-form.tsx'
import { mustEvaluate } from './referentiel.commands.server.ts'
import { listQuestionChoices } from './referentiel-choices.server.ts'
import { updateIndicateurSuivi } from './suivi.commands.server.ts'
import { getIndicateurSuivi } from './suivi.queries.server.ts'
import { indicateurSuiviInput } from './suivi.schema.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    const values = await getIndicateurSuivi(tx, actor, document.id, args.params.id)
    const { axes, organisations } = await listQuestionChoices(tx, actor, { document, today })
    return { axes, organisations, values }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const { id, code } = args.params
    const change = { id, version: versionOf(form), input: parseForm(indicateurSuiviInput, form) }
    await updateIndicateurSuivi(tx, actor, document.id, change)
    return redirectWith(`/t/${actor.territoireSlug}/evaluation/${code}/suivi/${id}`, 'Indicateur enregistré.')
  })
}

export default function IndicateurEdit({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Modifier l’indicateur</h2>
      <IndicateurForm {...loaderData} version={loaderData.values.version} refused={refusedOf(actionData)} />
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/indicateur-new.route'
import { calculOf, isCalculCode } from './calculables.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import { IndicateurForm } from './indicateur-form.tsx'
import { mustEvaluate } from './referentiel.commands.server.ts'
import { listQuestionChoices } from './referentiel-choices.server.ts'
import { createIndicateurSuivi } from './suivi.commands.server.ts'
import { indicateurSuiviInput } from './suivi.schema.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    mustEvaluate(actor)
    const { axes, organisations } = await listQuestionChoices(tx, actor, { document, today })
    return { axes, organisations, values: startFrom(new URL(args.request.url).searchParams.get('calcul')) }
  })
}

function startFrom(code: string | null) {
  const usual = { tolerancePourcent: 10, sens: 'hausse' }
  if (!isCalculCode(code)) return usual
  const { label, definition, unite, sens } = calculOf(code)
  return { ...usual, nom: label, definition, unite, sens, calcul: code }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = await openEvaluation(tx, actor, args.params.code)
    const input = parseForm(indicateurSuiviInput, form)
    const indicateur = await createIndicateurSuivi(tx, actor, id, { input })
    const to = `/t/${actor.territoireSlug}/evaluation/${args.params.code}/suivi/${indicateur}`
    return redirectWith(to, 'Indicateur suivi : donnez-lui des cibles.')
  })
}

export default function IndicateurNew({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      <h2>Suivre un indicateur</h2>
      <IndicateurForm {...loaderData} version={1} refused={refusedOf(actionData)} />
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observation-edit.route'
import { observationInput } from './observation.schema.ts'
import { listSubjectChoices } from './observation-choices.server.ts'
import { ObservationForm } from './observation-form.tsx'
import { canChange, updateObservation } from './observations.commands.server.ts'
import { getObservation } from './observations.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const values = await getObservation(tx, actor, args.params.id)
    if (!canChange(actor, values)) throw new Forbidden()
    return { ...(await listSubjectChoices(tx, actor, at)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, form }) => {
    await updateObservation(tx, actor, id, {
      version: versionOf(form),
      input: parseForm(observationInput, form),
      confirmed: form.has('confirme'),
    })
    return redirectWith(`/t/${actor.territoireSlug}/observations/${id}`, 'Modifications enregistrées.')
  })
}

export default function ObservationEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observations`
  const crumbs = [
    { to: base, label: 'Observations de terrain' },
    { to: `${base}/${params.id}`, label: 'Observation' },
  ]
  const { version } = loaderData.values
  return (
    <>
      <title>Modifier une observation · Maillage</title>
      <PageHead title="Modifier une observation" crumbs={crumbs} />
      <ObservationForm
        {...loaderData}
        version={version}
        refused={refusedOf(actionData)}
        submit="Enregistrer"
      />
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observation-new.route'
import { observationInput } from './observation.schema.ts'
import { listSubjectChoices } from './observation-choices.server.ts'
import { ObservationForm } from './observation-form.tsx'
import { createObservation } from './observations.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const axeId = textParam(args.request, 'axe') ?? null
  return read(args, async ({ tx, actor, at, today }) => {
    if (!can(actor, 'observations.ecrire')) throw new Forbidden()
    const values = { axeId, observeeLe: today, communes: [], qpvs: [], certitude: 'vu' }
    return { ...(await listSubjectChoices(tx, actor, at)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const input = parseForm(observationInput, form)
    const id = await createObservation(tx, actor, { input, confirmed: form.has('confirme') })
    return redirectWith(`/t/${actor.territoireSlug}/observations/${id}`, 'Observation notée.')
  })
}

export default function ObservationNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const crumbs = [
    { to: `${base}/diagnostics`, label: 'Diagnostics partagés' },
    { to: `${base}/observations`, label: 'Observations de terrain' },
  ]
  return (
    <>
      <title>Noter une observation · Maillage</title>
      <PageHead title="Noter une observation" crumbs={crumbs} />
      <ObservationForm {...loaderData} refused={refusedOf(actionData)} submit="Enregistrer" />
    </>
  )
}

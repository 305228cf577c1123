import { yearOf } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/diagnostic-new.route'
import { diagnosticInput } from './diagnostic.schema.ts'
import { DiagnosticForm } from './diagnostic-form.tsx'
import { createDiagnostic } from './diagnostics.commands.server.ts'
import { listSubjectChoices } from './observation-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const axeId = textParam(args.request, 'axe') ?? null
  return read(args, async ({ tx, actor, at, today }) => {
    if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
    const values = { axeId, annee: yearOf(today), communes: [], qpvs: [] }
    return { ...(await listSubjectChoices(tx, actor, at)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createDiagnostic(tx, actor, parseForm(diagnosticInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/diagnostics/${id}`, 'Diagnostic ouvert.')
  })
}

export default function DiagnosticNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Ouvrir un diagnostic · Maillage</title>
      <PageHead
        title="Ouvrir un diagnostic partagé"
        crumbs={[{ to: `/t/${params.territoire}/diagnostics`, label: 'Diagnostics partagés' }]}
      />
      <DiagnosticForm {...loaderData} version={1} refused={refusedOf(actionData)} />
    </>
  )
}

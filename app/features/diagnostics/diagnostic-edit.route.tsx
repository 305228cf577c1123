import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/diagnostic-edit.route'
import { diagnosticInput } from './diagnostic.schema.ts'
import { DiagnosticForm } from './diagnostic-form.tsx'
import { updateDiagnostic } from './diagnostics.commands.server.ts'
import { getDiagnostic } from './diagnostics.queries.server.ts'
import { listSubjectChoices } from './observation-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const values = await getDiagnostic(tx, actor, args.params.id)
    if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
    return { ...(await listSubjectChoices(tx, actor, at)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, form }) => {
    const change = { version: versionOf(form), input: parseForm(diagnosticInput, form) }
    await updateDiagnostic(tx, actor, id, change)
    return redirectWith(`/t/${actor.territoireSlug}/diagnostics/${id}`, 'Modifications enregistrées.')
  })
}

export default function DiagnosticEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { values } = loaderData
  const base = `/t/${params.territoire}/diagnostics`
  const crumbs = [
    { to: base, label: 'Diagnostics partagés' },
    { to: `${base}/${values.id}`, label: values.titre },
  ]
  return (
    <>
      <title>{`Modifier ${values.titre} · Maillage`}</title>
      <PageHead title={`Modifier « ${values.titre} »`} crumbs={crumbs} />
      <DiagnosticForm {...loaderData} version={values.version} refused={refusedOf(actionData)} />
    </>
  )
}

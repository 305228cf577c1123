import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/constat-edit.route'
import { listConstatChoices } from './constat-choices.server.ts'
import { ConstatForm } from './constat-form.tsx'
import { constatInput } from './diagnostic.schema.ts'
import { updateConstat } from './diagnostics.commands.server.ts'
import { getConstat, getDiagnostic } from './diagnostics.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id, constat } = args.params
  return read(args, async ({ tx, actor }) => {
    const diagnostic = await getDiagnostic(tx, actor, id)
    if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
    const values = await getConstat(tx, actor, id, constat)
    return { titre: diagnostic.titre, ...(await listConstatChoices(tx, actor, diagnostic)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id, constat } = args.params
  return write(args, async ({ tx, actor, form }) => {
    const change = { id: constat, version: versionOf(form), input: parseForm(constatInput, form) }
    await updateConstat(tx, actor, id, change)
    return redirectWith(`/t/${actor.territoireSlug}/diagnostics/${id}#${constat}`, 'Constat enregistré.')
  })
}

export default function ConstatEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/diagnostics`
  const crumbs = [
    { to: base, label: 'Diagnostics partagés' },
    { to: `${base}/${params.id}`, label: loaderData.titre },
  ]
  return (
    <>
      <title>Modifier un constat · Maillage</title>
      <PageHead title="Modifier un constat" crumbs={crumbs} />
      <ConstatForm {...loaderData} version={loaderData.values.version} refused={refusedOf(actionData)} />
    </>
  )
}

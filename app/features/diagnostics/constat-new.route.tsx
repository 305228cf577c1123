import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/constat-new.route'
import { listConstatChoices } from './constat-choices.server.ts'
import { ConstatForm } from './constat-form.tsx'
import { constatInput } from './diagnostic.schema.ts'
import { createConstat } from './diagnostics.commands.server.ts'
import { getDiagnostic } from './diagnostics.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const diagnostic = await getDiagnostic(tx, actor, args.params.id)
    if (!can(actor, 'diagnostics.modifier')) throw new Forbidden()
    const values = { accord: 'a_lire', indicateurs: [], observations: [], engagements: [] }
    return { titre: diagnostic.titre, ...(await listConstatChoices(tx, actor, diagnostic)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, form }) => {
    const constat = await createConstat(tx, actor, id, { input: parseForm(constatInput, form) })
    return redirectWith(`/t/${actor.territoireSlug}/diagnostics/${id}#${constat}`, 'Constat ajouté.')
  })
}

export default function ConstatNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/diagnostics`
  const crumbs = [
    { to: base, label: 'Diagnostics partagés' },
    { to: `${base}/${params.id}`, label: loaderData.titre },
  ]
  return (
    <>
      <title>Ajouter un constat · Maillage</title>
      <PageHead title="Ajouter un constat" crumbs={crumbs} />
      <ConstatForm {...loaderData} version={1} refused={refusedOf(actionData)} />
    </>
  )
}

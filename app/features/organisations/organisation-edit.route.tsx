import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisation-edit.route'
import { organisationInput } from './organisation.schema.ts'
import { OrganisationForm } from './organisation-form.tsx'
import { updateOrganisation } from './organisations.commands.server.ts'
import { getOrganisation } from './organisations.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const organisation = await getOrganisation(tx, actor, args.params.id)
    if (!can(actor, 'organisations.modifier', { organisationIds: [organisation.id] })) throw new Forbidden()
    return { organisation, communes: await listCommuneChoices(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const change = { version: versionOf(form), input: parseForm(organisationInput, form) }
    await updateOrganisation(tx, actor, args.params.id, change)
    return redirectWith(
      `/t/${actor.territoireSlug}/organisations/${args.params.id}`,
      'Modifications enregistrées.',
    )
  })
}

export default function OrganisationEdit({
  loaderData: { organisation, communes },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/organisations`
  const crumbs = [
    { to: base, label: 'Organisations' },
    { to: `${base}/${organisation.id}`, label: organisation.nom },
  ]
  return (
    <>
      <title>{`Modifier ${organisation.nom} · Maillage`}</title>
      <PageHead title={`Modifier ${organisation.nom}`} crumbs={crumbs} />
      <OrganisationForm
        values={organisation}
        version={organisation.version}
        communes={communes}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

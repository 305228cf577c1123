import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisation-new.route'
import { organisationInput } from './organisation.schema.ts'
import { OrganisationForm } from './organisation-form.tsx'
import { createOrganisation } from './organisations.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'organisations.modifier')) throw new Forbidden()
    return { communes: await listCommuneChoices(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createOrganisation(tx, actor, parseForm(organisationInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/organisations/${id}`,
      'Organisation ajoutée à l’annuaire.',
    )
  })
}

export default function OrganisationNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/organisations`, label: 'Organisations' }]
  return (
    <>
      <title>Ajouter une organisation · Maillage</title>
      <PageHead title="Ajouter une organisation" crumbs={crumbs} />
      <OrganisationForm
        values={{ nature: 'association' }}
        version={1}
        communes={loaderData.communes}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { factsOf } from '#app/platform/fields.ts'
import { read } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisation.route'
import { organisationFields } from './organisation.fields.ts'
import type { OrganisationInput } from './organisation.schema.ts'
import { getOrganisation } from './organisations.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const organisation = await getOrganisation(tx, actor, args.params.id)
    const labels = await labelsFor(tx, { commune: [organisation.communeCode] })
    const facts = factsOf<OrganisationInput>(organisationFields, organisation, labels)
    return {
      organisation,
      facts,
      canEdit: can(actor, 'organisations.modifier', { organisationIds: [organisation.id] }),
    }
  })
}

export default function Organisation({
  loaderData: { organisation, facts, canEdit },
  params,
}: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/organisations`, label: 'Organisations' }]
  const edit = (
    <Link className="btn" to="modifier">
      <Pencil aria-hidden size={16} /> Modifier
    </Link>
  )
  return (
    <>
      <title>{`${organisation.nom} · Maillage`}</title>
      <PageHead title={organisation.nom} crumbs={crumbs} actions={canEdit && edit} />
      <Card title="Identité">
        <Facts items={facts} />
      </Card>
    </>
  )
}

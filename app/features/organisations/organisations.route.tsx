import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/organisations.route'
import { parseFilter } from './organisation.filter.ts'
import { listOrganisations } from './organisations.queries.server.ts'
import { OrganisationsActions } from './organisations-actions.tsx'
import { OrganisationsFilters } from './organisations-filters.tsx'
import { OrganisationsTable } from './organisations-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseFilter(new URL(args.request.url).searchParams)
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor, at }) => ({
    ...(await listOrganisations(tx, actor, filter, { at, page })),
    page,
    communes: await listCommuneChoices(tx),
    canCreate: can(actor, 'organisations.modifier'),
    canMerge: can(actor, 'organisations.fusionner'),
  }))
}

export default function Organisations({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, canCreate, canMerge } = loaderData
  return (
    <>
      <title>Organisations · Maillage</title>
      <PageHead
        title="Organisations"
        lead="Les partenaires du projet, de toute nature."
        actions={<OrganisationsActions canCreate={canCreate} canMerge={canMerge} />}
      />
      <OrganisationsFilters communes={loaderData.communes} />
      {total === 0 ? (
        <Empty title="Aucune organisation ne correspond.">
          Élargissez la recherche{canCreate ? ', ou ajoutez l’organisation qui manque' : ''}.
        </Empty>
      ) : (
        <OrganisationsTable rows={rows} base={`/t/${params.territoire}`} />
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="organisation" />
    </>
  )
}

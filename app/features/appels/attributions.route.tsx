import { Forbidden } from '#app/lib/errors.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead, Stat } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/attributions.route'
import { parseFilter } from './attribution.filter.ts'
import { listAttributions, listFacets } from './attributions.queries.server.ts'
import { AttributionsActions } from './attributions-actions.tsx'
import { AttributionsFilters } from './attributions-filters.tsx'
import { AttributionsTable } from './attributions-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseFilter(new URL(args.request.url).searchParams)
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'subventions.lire')) throw new Forbidden()
    return {
      ...(await listAttributions(tx, actor, filter, page)),
      ...(await listFacets(tx, actor)),
      page,
      canImport: can(actor, 'subventions.importer'),
    }
  })
}

export default function Attributions({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, canImport, sommeCentimes } = loaderData
  return (
    <>
      <title>Subventions publiées · Maillage</title>
      <PageHead
        title="Subventions publiées"
        lead="Ce que les collectivités et les financeurs ont attribué, d’après leurs données ouvertes."
        actions={<AttributionsActions canImport={canImport} />}
      />
      <AttributionsFilters annees={loaderData.annees} attribuants={loaderData.attribuants} />
      {total === 0 ? (
        <Empty title="Aucune subvention ne correspond.">
          Élargissez la recherche{canImport ? ', ou importez le fichier d’une collectivité' : ''}.
        </Empty>
      ) : (
        <>
          <div className="row stats">
            <Stat value={formatNumber(total)} label="subventions" />
            <Stat value={formatEuros(sommeCentimes)} label="au total" />
          </div>
          <AttributionsTable rows={rows} base={`/t/${params.territoire}`} />
        </>
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="subvention" />
    </>
  )
}

import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/fiches.route'
import { countFilters, parseFilter } from './fiche.filter.ts'
import { listBulkChoices } from './fiche-choices.server.ts'
import { listFiches } from './fiches.queries.server.ts'
import { BulkBar } from './fiches-bulk.tsx'
import { FichesFilters } from './fiches-filters.tsx'
import { useFichesFrame } from './fiches-frame.ts'
import { FichesTable } from './fiches-table.tsx'
import { CreateLink, FichesTools } from './fiches-tools.tsx'
import { FichesViews } from './fiches-views.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseFilter(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor, at, today }) => ({
    ...(await listFiches(tx, actor, filter, {
      page: pageOf(args.request),
      at: at === today ? undefined : at,
    })),
    filters: countFilters(filter),
    bulk: isBulk(args.request) && can(actor, 'fiches.modifier') ? await listBulkChoices(tx, at) : null,
  }))
}

/** Ticking several fiches is asked for by the address: the list stays calm, and light, until then. */
function isBulk(request: Request): boolean {
  return textParam(request, 'lot') === 'oui'
}

export default function Fiches({ loaderData }: Route.ComponentProps) {
  const { rows, total, page, filters } = loaderData
  const { choices, views, canCreate, canEdit, canImport } = useFichesFrame()
  return (
    <>
      <title>Fiches action · Maillage</title>
      <PageHead
        title="Fiches action"
        lead="Tout ce que le projet met en œuvre, de l’idée aux enseignements."
        actions={canCreate && <CreateLink />}
      />
      <FichesViews current="liste" />
      <FichesFilters choices={choices} />
      <FichesTools views={views} canImport={canImport} canSelect={canEdit && !loaderData.bulk} />
      {total === 0 ? (
        <Empty
          title={filters > 0 ? 'Aucune fiche ne correspond.' : 'Aucune fiche pour l’instant.'}
          action={canCreate && <CreateLink />}
        >
          {filters > 0
            ? 'Retirez un filtre ou cherchez un autre mot.'
            : 'Créez la première : un titre suffit pour commencer.'}
        </Empty>
      ) : (
        <FichesTable rows={rows} canSelect={loaderData.bulk !== null} />
      )}
      {loaderData.bulk && total > 0 && <BulkBar choices={loaderData.bulk} />}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="fiche" />
    </>
  )
}

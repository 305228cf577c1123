import { read } from '#app/platform/http.server.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/fiches-calendar.route'
import { parseFilter } from './fiche.filter.ts'
import { listFiches } from './fiches.queries.server.ts'
import { FichesFilters } from './fiches-filters.tsx'
import { useFichesFrame } from './fiches-frame.ts'
import { FichesTimeline } from './fiches-timeline.tsx'
import { FichesViews } from './fiches-views.tsx'

export async function loader(args: Route.LoaderArgs) {
  const params = new URL(args.request.url).searchParams
  const filter = parseFilter(params)
  const byStart = params.get('tri') ? filter : { ...filter, tri: { by: 'debut' as const, descending: false } }
  return read(args, async ({ tx, actor, at, today }) => ({
    ...(await listFiches(tx, actor, byStart, {
      page: pageOf(args.request),
      at: at === today ? undefined : at,
    })),
    at,
  }))
}

export default function FichesCalendar({ loaderData: { rows, total, page, at } }: Route.ComponentProps) {
  const { choices } = useFichesFrame()
  return (
    <>
      <title>Calendrier des fiches · Maillage</title>
      <PageHead title="Fiches action" lead="Ce qui commence, ce qui dure, ce qui s’achève." />
      <FichesViews current="calendrier" />
      <FichesFilters choices={choices} />
      {total === 0 ? <Empty title="Aucune fiche ne correspond." /> : <FichesTimeline rows={rows} at={at} />}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="fiche" />
    </>
  )
}

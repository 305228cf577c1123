import { read } from '#app/platform/http.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiches-map.route'
import { parseFilter } from './fiche.filter.ts'
import { FichesFilters } from './fiches-filters.tsx'
import { useFichesFrame } from './fiches-frame.ts'
import { plotCommunes } from './fiches-map.plot.ts'
import { FichesMap } from './fiches-map.tsx'
import { countByCommune } from './fiches-views.queries.server.ts'
import { FichesViews } from './fiches-views.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseFilter(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor, at, today }) => {
    const counts = await countByCommune(tx, actor, filter, at === today ? undefined : at)
    return { ...counts, plot: plotCommunes(counts.communes) }
  })
}

export default function FichesMapPage({ loaderData }: Route.ComponentProps) {
  const { choices } = useFichesFrame()
  return (
    <>
      <title>Carte des fiches · Maillage</title>
      <PageHead title="Fiches action" lead="Combien de fiches concernent chaque commune." />
      <FichesViews current="carte" />
      <FichesFilters choices={choices} />
      <FichesMap {...loaderData} />
    </>
  )
}

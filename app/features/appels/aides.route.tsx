import { Upload } from 'lucide-react'
import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/aides.route'
import { parseAideFilter } from './aide.filter.ts'
import { listAides, listPublics } from './aides.queries.server.ts'
import { AidesFilters } from './aides-filters.tsx'
import { AidesTable } from './aides-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseAideFilter(new URL(args.request.url).searchParams)
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor, at, today }) => {
    if (!can(actor, 'veille.lire')) throw new Forbidden()
    const found = await listAides(tx, actor, filter, { at, page })
    const publics = await listPublics(tx, actor)
    return { ...found, publics, page, today, canFollow: can(actor, 'veille.suivre') }
  })
}

export default function Aides({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, canFollow, today, publics } = loaderData
  return (
    <>
      <title>Veille des financements · Maillage</title>
      <PageHead
        title="Veille des financements"
        lead="Les aides et les appels à projets qui peuvent financer le projet, avec leurs dates limites."
        actions={
          canFollow && (
            <Link className="btn primary" to="importer">
              <Upload aria-hidden size={16} /> Importer des aides
            </Link>
          )
        }
      />
      <AidesFilters publics={publics} />
      {total === 0 ? (
        <Empty title="Aucune aide ne correspond.">
          Élargissez la recherche{canFollow ? ', ou importez une page d’Aides-territoires' : ''}.
        </Empty>
      ) : (
        <AidesTable rows={rows} base={`/t/${params.territoire}`} today={today} />
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="aide" />
    </>
  )
}

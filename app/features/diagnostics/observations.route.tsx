import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/observations.route'
import { listSubjectChoices } from './observation-choices.server.ts'
import { Observation } from './observation-view.tsx'
import { listEtiquettes, listObservations } from './observations.queries.server.ts'
import { ObservationsFilters } from './observations-filters.tsx'

export async function loader(args: Route.LoaderArgs) {
  const page = pageOf(args.request)
  const filter = {
    q: textParam(args.request, 'q'),
    axeId: textParam(args.request, 'axe'),
    lieu: textParam(args.request, 'lieu'),
    etiquette: textParam(args.request, 'etiquette'),
    page,
  }
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'observations.lire')) throw new Forbidden()
    return {
      ...(await listObservations(tx, actor, filter)),
      ...(await listSubjectChoices(tx, actor, at)),
      etiquettes: await listEtiquettes(tx, actor),
      page,
      canWrite: can(actor, 'observations.ecrire'),
    }
  })
}

export default function Observations({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, canWrite } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>Observations de terrain · Maillage</title>
      <PageHead
        title="Observations de terrain"
        crumbs={[{ to: `${base}/diagnostics`, label: 'Diagnostics partagés' }]}
        lead="Ce que voient celles et ceux qui travaillent ou vivent ici. Des situations, jamais une personne."
        actions={
          canWrite && (
            <Link className="btn primary" to="nouvelle">
              Noter une observation
            </Link>
          )
        }
      />
      <ObservationsFilters {...loaderData} />
      {total === 0 ? (
        <Empty title="Aucune observation ne correspond.">
          Élargissez la recherche, ou notez la première.
        </Empty>
      ) : (
        <Card>
          <div className="stack">
            {rows.map((row) => (
              <Observation key={row.id} observation={row} base={base} />
            ))}
          </div>
        </Card>
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="observation" />
    </>
  )
}

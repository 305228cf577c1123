import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/candidatures.route'
import { listCandidatures, listObtained, parseCandidatureFilter } from './candidatures.queries.server.ts'
import { CandidaturesFilters, ObtainedStats } from './candidatures-filters.tsx'
import { CandidaturesTable } from './candidatures-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseCandidatureFilter(new URL(args.request.url).searchParams)
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'candidatures.lire')) throw new Forbidden()
    const canCreate = can(actor, 'candidatures.modifier', { organisationIds: [] })
    return {
      ...(await listCandidatures(tx, actor, filter, page)),
      obtained: await listObtained(tx, actor),
      page,
      canCreate,
    }
  })
}

export default function Candidatures({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, canCreate } = loaderData
  return (
    <>
      <title>Candidatures · Maillage</title>
      <PageHead
        title="Candidatures à des appels"
        lead="Les réponses du territoire aux appels des autres : qui s’engage, pour quoi faire, avec quel argent."
        actions={
          canCreate && (
            <Link className="btn primary" to="nouvelle">
              <Plus aria-hidden size={18} /> Nouvelle candidature
            </Link>
          )
        }
      />
      <ObtainedStats obtained={loaderData.obtained} />
      <CandidaturesFilters />
      {total === 0 ? (
        <Empty title="Aucune candidature ne correspond.">
          {canCreate
            ? 'Ouvrez un espace dès qu’un appel vous intéresse : la décision d’y répondre vient ensuite.'
            : ''}
        </Empty>
      ) : (
        <CandidaturesTable rows={rows} base={`/t/${params.territoire}`} />
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="candidature" />
    </>
  )
}

import { Plus } from 'lucide-react'
import { Form, Link, useSearchParams } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/candidatures.route'
import { candidatureEtats } from './candidature.words.ts'
import { listCandidatures, parseCandidatureFilter } from './candidatures.queries.server.ts'
import { CandidaturesTable } from './candidatures-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = parseCandidatureFilter(new URL(args.request.url).searchParams)
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'candidatures.lire')) throw new Forbidden()
    const canCreate = can(actor, 'candidatures.modifier', { organisationIds: [] })
    return { ...(await listCandidatures(tx, actor, filter, page)), page, canCreate }
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
      <Filters />
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

function Filters() {
  const [params] = useSearchParams()
  return (
    <Form className="filters" aria-label="Filtrer les candidatures">
      <div className="field">
        <label htmlFor="q">Titre ou appel</label>
        <input className="input" id="q" name="q" type="search" defaultValue={params.get('q') ?? ''} />
      </div>
      <div className="field">
        <label htmlFor="etat">État</label>
        <select className="input" id="etat" name="etat" defaultValue={params.get('etat') ?? ''}>
          <option value="">Tous</option>
          {Object.entries(candidatureEtats).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/engagements.route'
import { listDocumentsAt } from './documents.queries.server.ts'
import { engagementLus, engagementNatures, isKeyOf } from './engagement.schema.ts'
import { listEngagements, listSignatairesSummary } from './engagements.queries.server.ts'
import { Filters, Signataires } from './engagements-panels.tsx'
import { EngagementsTable } from './engagements-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const [etat, nature] = [textParam(args.request, 'etat'), textParam(args.request, 'nature')]
  const document = textParam(args.request, 'document')
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor, at }) => ({
    ...(await listEngagements(tx, actor, {
      etat: isKeyOf(engagementLus, etat) ? etat : undefined,
      nature: isKeyOf(engagementNatures, nature) ? nature : undefined,
      document,
      at,
      page,
    })),
    page,
    filters: {
      etat: etat ?? '',
      nature: nature ?? '',
      document: document ?? '',
      au: textParam(args.request, 'au') ?? '',
    },
    documents: (await listDocumentsAt(tx, actor, at)).map((its) => ({ value: its.code, label: its.titre })),
    signataires: await listSignatairesSummary(tx, actor, at),
    canCreate: can(actor, 'strategie.modifier'),
  }))
}

export default function Engagements({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, page, filters, canCreate } = loaderData
  const base = `/t/${params.territoire}`
  const au = useAu()
  const create = canCreate && (
    <Link className="btn primary" to={`${base}/engagements/nouveau`}>
      <Plus aria-hidden size={18} /> Ajouter un engagement
    </Link>
  )
  return (
    <>
      <title>Engagements · Maillage</title>
      <PageHead
        title="Engagements"
        lead="Ce que chaque signataire a promis, et où il en est. Les retards d’abord."
        actions={create}
      />
      <Filters filters={filters} documents={loaderData.documents} />
      {total === 0 ? (
        <Empty title="Aucun engagement ne correspond." action={create}>
          Élargissez les filtres, ou écrivez le premier engagement d’un signataire.
        </Empty>
      ) : (
        <EngagementsTable rows={rows} base={base} au={au} />
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="engagement" />
      {loaderData.signataires.length > 0 && <Signataires list={loaderData.signataires} base={base} />}
    </>
  )
}

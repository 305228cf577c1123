import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/documents.route'
import { listDocumentsAt, listRelations } from './documents.queries.server.ts'
import { DocumentsTable } from './documents-table.tsx'
import { LineagePicture } from './lineage.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const documents = await listDocumentsAt(tx, actor, at)
    const relations = await listRelations(
      tx,
      documents.map((its) => its.id),
    )
    return { documents, relations, at, canCreate: can(actor, 'strategie.modifier') }
  })
}

export default function Documents({
  loaderData: { documents, relations, at, canCreate },
  params,
}: Route.ComponentProps) {
  const au = useAu()
  const base = `/t/${params.territoire}/documents`
  const create = canCreate && (
    <Link className="btn primary" to={`${base}/nouveau`}>
      <Plus aria-hidden size={18} /> Ajouter un document
    </Link>
  )
  return (
    <>
      <title>Documents-cadres · Maillage</title>
      <PageHead
        title="Documents-cadres"
        lead="Contrats de ville, projets de territoire, conventions : d’où l’on vient, ce qui vaut, qui a signé."
        actions={create}
      />
      {documents.length === 0 ? (
        <Empty title="Aucun document n’est connu à cette date." action={create}>
          Ajoutez le premier, ou lisez le projet à une autre date.
        </Empty>
      ) : (
        <>
          <Card title="Filiation">
            <LineagePicture
              documents={documents}
              relations={relations}
              at={at}
              toDocument={(code) => `${base}/${code}${au}`}
            />
          </Card>
          <DocumentsTable documents={documents} relations={relations} base={base} />
        </>
      )}
    </>
  )
}

import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/documents.route'
import { documentNatures } from './document.schema.ts'
import { listDocumentsAt, listRelations } from './documents.queries.server.ts'
import { DocumentEtatBadge } from './etat-badge.tsx'
import { LineagePicture, relationWords } from './lineage.tsx'
import { useAu } from './use-au.ts'

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
  const titles = new Map(documents.map((its) => [its.id, its.titre]))
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
          <div className="wide-table">
            <Table caption="Documents-cadres" head={<Heads />}>
              {documents.toReversed().map((its) => (
                <tr key={its.id}>
                  <th scope="row">
                    <Link to={`${base}/${its.code}${au}`}>{its.titre}</Link> {its.exemple && <Exemple />}
                    <div className="small muted">{documentNatures[its.nature]}</div>
                  </th>
                  <td>{formatPeriode(its)}</td>
                  <td>
                    <DocumentEtatBadge etat={its.etatAt} />
                  </td>
                  <td className="num">{its.communes > 0 ? its.communes : 'non renseigné'}</td>
                  <td className="num">
                    {its.signataires > 0 ? `${its.signatures} sur ${its.signataires}` : 'non renseigné'}
                  </td>
                  <td className="small">
                    {relations
                      .filter((link) => link.deId === its.id || link.versId === its.id)
                      .map((link) => (
                        <div key={link.id}>
                          {relationWords(link, its.id)} «{' '}
                          {titles.get(link.deId === its.id ? link.versId : link.deId)} »
                        </div>
                      ))}
                  </td>
                </tr>
              ))}
            </Table>
          </div>
        </>
      )}
    </>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Document</th>
      <th scope="col">Période</th>
      <th scope="col">État</th>
      <th scope="col" className="num">
        Communes
      </th>
      <th scope="col" className="num">
        Signatures
      </th>
      <th scope="col">Liens</th>
    </>
  )
}

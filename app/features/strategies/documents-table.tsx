import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/documents.route'
import { documentNatures } from './document.schema.ts'
import { DocumentEtatBadge } from './etat-badge.tsx'
import { relationWords } from './lineage.words.ts'

type Loaded = Route.ComponentProps['loaderData']

interface DocumentsTableProps extends Pick<Loaded, 'documents' | 'relations'> {
  base: string
}

/** The framework documents, newest first, with what links each to the others. */
export function DocumentsTable({ documents, relations, base }: DocumentsTableProps) {
  const au = useAu()
  const titles = new Map(documents.map((its) => [its.id, its.titre]))
  const linksOf = (id: string) => relations.filter((link) => link.deId === id || link.versId === id)
  return (
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
              {linksOf(its.id).map((link) => (
                <div key={link.id}>
                  {relationWords(link, its.id)} « {titles.get(link.deId === its.id ? link.versId : link.deId)}{' '}
                  »
                </div>
              ))}
            </td>
          </tr>
        ))}
      </Table>
    </div>
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

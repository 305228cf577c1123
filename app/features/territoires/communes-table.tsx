import { Link } from 'react-router'
import { formatFixed, formatNumber } from '#app/lib/numbers.ts'
import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CommuneRow } from './places.queries.server.ts'

const heads = (
  <>
    <th scope="col">Commune</th>
    <th scope="col">Code</th>
    <th scope="col" className="num">
      Population
    </th>
    <th scope="col" className="num">
      Superficie
    </th>
    <th scope="col" className="num">
      Quartiers
    </th>
    <th scope="col">Périmètres</th>
  </>
)

/** The communes as a table: what the map shows, and more. */
export function CommunesTable({ communes, base }: { communes: ReadonlyArray<CommuneRow>; base: string }) {
  return (
    <Table caption="Communes du territoire" head={heads}>
      {communes.map((its) => (
        <tr key={its.code}>
          <th scope="row">
            <Link to={`${base}/commune/${its.code}`}>{its.nom}</Link>{' '}
            {its.type === 'rurale' && <Badge tone="green">rurale</Badge>}
          </th>
          <td>{its.code}</td>
          <td className="num">
            {formatNumber(its.population)} {its.annee && <span className="muted small">({its.annee})</span>}
          </td>
          <td className="num">
            {its.superficieKm2 === null ? '—' : `${formatFixed(its.superficieKm2, 1)} km²`}
          </td>
          <td className="num">{its.qpvs > 0 ? its.qpvs : ''}</td>
          <td>{its.perimetres.join(', ')}</td>
        </tr>
      ))}
    </Table>
  )
}

import { Link } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { Table } from '#app/ui/table.tsx'
import type { PerimetreRow } from './perimetres.queries.server.ts'

const heads = (
  <>
    <th scope="col">Nom</th>
    <th scope="col" className="num">
      Communes
    </th>
    <th scope="col" className="num">
      Quartiers
    </th>
    <th scope="col" className="num">
      Habitants des communes
    </th>
    <th scope="col">Description</th>
  </>
)

interface PerimetresTableProps {
  perimetres: ReadonlyArray<PerimetreRow>
  base: string
}

/** The perimeters with their size at the date read. */
export function PerimetresTable({ perimetres, base }: PerimetresTableProps) {
  return (
    <Table caption="Périmètres" head={heads}>
      {perimetres.map((its) => (
        <tr key={its.id}>
          <th scope="row">
            <Link to={`${base}/perimetres/${its.id}`}>{its.nom}</Link>
          </th>
          <td className="num">{its.communes}</td>
          <td className="num">{its.qpvs}</td>
          <td className="num">{formatNumber(its.population)}</td>
          <td>{its.description}</td>
        </tr>
      ))}
    </Table>
  )
}

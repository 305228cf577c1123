import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type Calculable, calculables } from './calculables.ts'

interface CalculablesTableProps {
  suivis: ReadonlyArray<{ id: string; calcul: string }>
  canEdit: boolean
}

/** The nineteen delivery indicators: how each is counted, or why it cannot be yet. */
export function CalculablesTable({ suivis, canEdit }: CalculablesTableProps) {
  return (
    <Table caption="Indicateurs que Maillage calcule" head={<Heads />}>
      {calculables.map((its) => (
        <tr key={its.code}>
          <th scope="row">
            {its.label}
            <div className="small muted">{its.code}</div>
          </th>
          <td>
            {its.manque ? (
              <>
                <Badge tone="ochre">pas encore calculable</Badge> {its.manque}
              </>
            ) : (
              its.definition
            )}
          </td>
          <td>{its.unite}</td>
          <td>
            <Follow
              calculable={its}
              id={suivis.find((one) => one.calcul === its.code)?.id}
              canEdit={canEdit}
            />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Follow({
  calculable,
  id,
  canEdit,
}: {
  calculable: Calculable
  id: string | undefined
  canEdit: boolean
}) {
  if (calculable.manque) return null
  if (id) return <Link to={`../suivi/${id}`}>Suivi</Link>
  if (!canEdit) return null
  return (
    <Link className="btn small" to={`../suivi/nouveau?calcul=${calculable.code}`}>
      <Plus aria-hidden size={14} /> Suivre<span className="sr-only">{` : ${calculable.label}`}</span>
    </Link>
  )
}

function Heads() {
  return ['Indicateur', 'Comment il est compté', 'Unité', 'Suivi'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}

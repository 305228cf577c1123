import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/plans.route'
import { planDomaines } from './plan.schema.ts'

interface PlansTableProps extends Pick<Route.ComponentProps['loaderData'], 'plans'> {
  base: string
}

/** The plans of the other directions, with how many of their goals meet one of our axes. */
export function PlansTable({ plans, base }: PlansTableProps) {
  const au = useAu()
  return (
    <Table caption="Autres plans" head={<Heads />}>
      {plans.map((plan) => (
        <tr key={plan.id}>
          <th scope="row">
            <Link to={`${base}/plans/${plan.id}${au}`}>{plan.nom}</Link> {plan.exemple && <Exemple />}
          </th>
          <td>{planDomaines[plan.domaine]}</td>
          <td>{plan.direction}</td>
          <td>{formatPeriode(plan)}</td>
          <td className="num">{plan.buts.length}</td>
          <td className="num">{plan.buts.filter((but) => but.liens.length > 0).length}</td>
        </tr>
      ))}
    </Table>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Plan</th>
      <th scope="col">Domaine</th>
      <th scope="col">Porté par</th>
      <th scope="col">Période</th>
      <th scope="col" className="num">
        Buts
      </th>
      <th scope="col" className="num">
        Reliés à un axe
      </th>
    </>
  )
}

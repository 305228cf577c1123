import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/calculables.route'
import { type Calculable, calculables } from './calculables.ts'
import { openEvaluation } from './evaluation-page.server.ts'
import { listSuivi } from './suivi.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const lines = await listSuivi(tx, actor, { document, today })
    return {
      suivis: lines.flatMap(({ id, calcul, axeId }) => (calcul && !axeId ? [{ id, calcul }] : [])),
      canEdit: can(actor, 'evaluation.modifier'),
    }
  })
}

export default function Calculables({ loaderData: { suivis, canEdit } }: Route.ComponentProps) {
  const ready = calculables.filter((its) => its.manque === null).length
  return (
    <>
      <h2>Ce que Maillage calcule</h2>
      <p className="lead">
        {`${ready} indicateurs sur ${calculables.length} se mettent à jour seuls, à partir de ce qui est écrit ici. Aucune source publique ne les donne.`}
      </p>
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
    </>
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

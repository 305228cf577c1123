import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/etudes.route'
import { verdictBadge } from './etude-verdict.tsx'
import { listEtudes } from './etudes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'etudes.lire')) throw new Forbidden()
    return { etudes: await listEtudes(tx, actor), canConduct: can(actor, 'etudes.conduire') }
  })
}

export default function Etudes({ loaderData: { etudes, canConduct }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/etudes`
  const frozen = etudes.filter((its) => its.figeeLe !== null).length
  const create = canConduct && (
    <Link className="btn primary" to={`${base}/nouvelle`}>
      <Plus aria-hidden size={18} /> Déclarer une étude
    </Link>
  )
  return (
    <>
      <title>Études d’impact · Maillage</title>
      <PageHead
        title="Études d’impact"
        lead="Ce qui a changé, comparé à ailleurs. Toutes les études sont gardées, aussi celles qui ne trouvent rien."
        actions={create}
      />
      {etudes.length === 0 ? (
        <Empty title="Aucune étude n’est déclarée." action={create}>
          Une étude commence par une question, un indicateur, des communes et une année : on les fige avant de
          calculer.
        </Empty>
      ) : (
        <>
          <p className="muted">{`${formatCount(frozen, 'étude calculée', 'études calculées')} : plus on en fait, plus il faut être prudent avec chacune.`}</p>
          <Table caption="Études d’impact" head={<Heads />}>
            {etudes.map((its) => (
              <tr key={its.id}>
                <th scope="row">
                  <Link to={`${base}/${its.id}`}>{its.titre}</Link> {its.exemple && <Exemple />}
                  <div className="small muted">
                    {[its.document, formatCount(its.communes, 'commune'), `à partir de ${its.debut}`]
                      .filter(Boolean)
                      .join(' · ')}
                  </div>
                </th>
                <td>
                  {its.figeeLe ? formatInstant(new Date(its.figeeLe)) : <Badge tone="ochre">non figée</Badge>}
                </td>
                <td>{verdictBadge(its.verdict)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Étude</th>
      <th scope="col">Figée le</th>
      <th scope="col">Verdict</th>
    </>
  )
}

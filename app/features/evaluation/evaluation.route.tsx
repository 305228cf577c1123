import { Link } from 'react-router'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/evaluation.route'
import { listStandings } from './evaluation.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!can(actor, 'evaluation.lire')) throw new Forbidden()
    const documents = await listDocumentsAt(tx, actor, today)
    const standings = await listStandings(tx, actor, today)
    return {
      documents: documents.toReversed().map((its) => ({ ...its, standing: standings.get(its.id) ?? null })),
    }
  })
}

export default function Evaluation({ loaderData: { documents }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/evaluation`
  return (
    <>
      <title>Évaluation · Maillage</title>
      <PageHead
        title="Évaluation des documents-cadres"
        lead="Les questions d’abord, chacune avec qui répond, pour quand et avec quel budget. Puis le suivi, les constats et le rapport."
        actions={
          <Link className="btn" to={`/t/${params.territoire}/etudes`}>
            Études d’impact
          </Link>
        }
      />
      {documents.length === 0 ? (
        <Empty title="Aucun document-cadre à évaluer.">Écrivez d’abord un contrat ou un projet.</Empty>
      ) : (
        <Table caption="Évaluation des documents-cadres" head={<Heads />}>
          {documents.map(({ id, code, titre, debut, fin, exemple, standing }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={`${base}/${code}`}>{titre}</Link> {exemple && <Exemple />}
                <div className="small muted">{formatPeriode({ debut, fin })}</div>
              </th>
              <td>
                {standing ? formatCount(standing.questions, 'question') : <Badge>pas de référentiel</Badge>}
              </td>
              <td>{standing && `${standing.repondues} sur ${standing.questions}`}</td>
              <td>{standing && formatCount(standing.indicateurs, 'indicateur')}</td>
              <td>
                {standing && standing.retards > 0 ? (
                  <Badge tone="red">{formatCount(standing.retards, 'retard')}</Badge>
                ) : (
                  standing && <Badge tone="green">aucun retard</Badge>
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}

function Heads() {
  return ['Document', 'Référentiel', 'Questions répondues', 'Suivi', 'Retards'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}

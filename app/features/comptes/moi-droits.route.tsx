import { Link } from 'react-router'
import { explain } from '#app/platform/explain.ts'
import { read } from '#app/platform/http.server.ts'
import { can, type Operation, operations } from '#app/platform/permissions.ts'
import { Badge, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/moi-droits.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    const names = Object.keys(operations) as Operation[] // keys of a const record
    return {
      droits: names.map((name) => ({
        name,
        words: operations[name],
        can: can(actor, name),
        why: explain(actor, name),
      })),
      canReadRoles: can(actor, 'roles.lire'),
    }
  })
}

const heads = (
  <>
    <th scope="col">Opération</th>
    <th scope="col">Réponse</th>
    <th scope="col">Pourquoi</th>
  </>
)

export default function MoiDroits({ loaderData, params }: Route.ComponentProps) {
  const { droits, canReadRoles } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>Ce que je peux faire · Maillage</title>
      <PageHead
        title="Ce que je peux faire, et pourquoi"
        crumbs={[{ to: `${base}/moi`, label: 'Mon compte' }]}
        lead="Chaque opération de Maillage dans ce territoire, et le rôle qui vous la donne ou celui qu’il faudrait."
        actions={
          canReadRoles && (
            <Link className="btn" to={`${base}/personnes/roles`}>
              Ce que permet chaque rôle
            </Link>
          )
        }
      />
      <Table caption="Mes droits" head={heads}>
        {droits.map((its) => (
          <tr key={its.name}>
            <th scope="row">{its.words}</th>
            <td>{its.can ? <Badge tone="green">oui</Badge> : <Badge>non</Badge>}</td>
            <td>{its.why}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

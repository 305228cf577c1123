import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge, Empty, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/attributions-imports.route'
import { listImports } from './attributions.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'subventions.lire')) throw new Forbidden()
    return { imports: await listImports(tx, actor) }
  })
}

const heads = (
  <>
    <th scope="col">Fichier</th>
    <th scope="col">Importé</th>
    <th scope="col" className="num">
      Lignes lues
    </th>
    <th scope="col" className="num">
      Gardées
    </th>
    <th scope="col" className="num">
      Montant
    </th>
    <th scope="col">État</th>
  </>
)

export default function AttributionsImports({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/subventions`
  return (
    <>
      <title>Imports de subventions · Maillage</title>
      <PageHead
        title="Imports de subventions"
        crumbs={[{ to: base, label: 'Subventions publiées' }]}
        lead="D’où vient chaque ligne ; un import s’annule, et reste dans cette liste."
      />
      {loaderData.imports.length === 0 ? (
        <Empty
          title="Aucun fichier n’a été importé."
          action={<Link to={`${base}/importer`}>Importer un fichier</Link>}
        />
      ) : (
        <Table caption="Imports" head={heads}>
          {loaderData.imports.map((its) => (
            <tr key={its.id}>
              <th scope="row">
                <Link to={`${base}/imports/${its.id}`}>{its.fichier}</Link>
              </th>
              <td>
                {formatInstant(its.importeLe)}, {its.importePar}
              </td>
              <td className="num">{formatNumber(its.lignesLues)}</td>
              <td className="num">{formatNumber(its.lignesGardees)}</td>
              <td className="num">{formatEuros(its.montantCentimes)}</td>
              <td>
                <ImportState {...its} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}

function ImportState({ annuleLe, remplacePar }: { annuleLe: Date | null; remplacePar: string | null }) {
  if (annuleLe) return <Badge>annulé</Badge>
  return remplacePar ? <Badge>remplacé</Badge> : <Badge tone="green">en service</Badge>
}

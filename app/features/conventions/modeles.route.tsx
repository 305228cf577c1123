import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/modeles.route'
import { acteNatures } from './acte.words.ts'
import { listModeles } from './actes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'conventions.gerer')) throw new Forbidden()
    return { modeles: await listModeles(tx) }
  })
}

const head = (
  <>
    <th scope="col">Acte</th>
    <th scope="col">Texte</th>
  </>
)

export default function Modeles({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/conventions`
  return (
    <>
      <title>Modèles d’actes · Maillage</title>
      <PageHead
        title="Modèles d’actes"
        crumbs={[{ to: base, label: 'Conventions et versements' }]}
        lead="Les mots avec lesquels les lettres, arrêtés et conventions sont écrits. Un acte déjà écrit ne change pas."
      />
      <Card title="Un modèle par sorte d’acte">
        <Table caption="Modèles d’actes" head={head}>
          {loaderData.modeles.map((its) => (
            <tr key={its.nature}>
              <th scope="row">
                <Link to={`${base}/modeles/${its.nature}`}>{acteNatures[its.nature]}</Link>
              </th>
              <td className="muted">
                {its.modifieLe
                  ? `Texte du territoire, modifié le ${formatInstant(new Date(its.modifieLe))}`
                  : 'Texte d’origine'}
              </td>
            </tr>
          ))}
        </Table>
      </Card>
    </>
  )
}

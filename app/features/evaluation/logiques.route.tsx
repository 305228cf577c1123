import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { AxeDot, Badge, Empty } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/logiques.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { countLogiques } from './logique.queries.server.ts'
import { listDocumentAxes } from './referentiel.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const axes = await listDocumentAxes(tx, actor, { document, today })
    const counts = await countLogiques(
      tx,
      actor,
      axes.map((its) => its.id),
    )
    return {
      axes: axes.map(({ id, numero, titre }) => ({
        id,
        numero,
        titre,
        count: counts.find((its) => its.axeId === id) ?? null,
      })),
    }
  })
}

export default function Logiques({ loaderData: { axes } }: Route.ComponentProps) {
  return (
    <>
      <p className="lead">Pour chaque axe : par quel chemin croit-on que les actions changent les choses ?</p>
      {axes.length === 0 ? (
        <Empty title="Ce document n’a pas d’axe." />
      ) : (
        <Table caption="Modèles logiques des axes" head={<Heads />}>
          {axes.map(({ id, numero, titre, count }) => (
            <tr key={id}>
              <th scope="row">
                <span className="row">
                  <AxeDot numero={numero} /> <Link to={id}>{titre}</Link>
                </span>
              </th>
              <td>{count ? formatCount(count.cases, 'case') : <Badge>à écrire</Badge>}</td>
              <td>{count && formatCount(count.hypotheses, 'hypothèse')}</td>
              <td>
                {count && count.aVerifier > 0 && (
                  <Badge tone="ochre">{`${count.aVerifier} à vérifier ou ${count.aVerifier > 1 ? 'fragiles' : 'fragile'}`}</Badge>
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
  return ['Axe', 'Modèle', 'Hypothèses', 'Solidité'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}

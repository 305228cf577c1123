import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Route } from './+types/chiffres-detail.route'
import { parseChiffres } from './chiffres.filter.ts'
import { mesures } from './chiffres.words.ts'
import { listBehind } from './chiffres-cube.server.ts'
import { porteeOf } from './chiffres-faits.server.ts'
import { formatMesure } from './chiffres-pivot.tsx'

export async function loader(args: Route.LoaderArgs) {
  const search = new URL(args.request.url).searchParams
  const asked = parseChiffres(search)
  const cell = { ligne: search.get('ligne'), colonne: search.get('colonne') }
  return read(args, async ({ tx, actor }) => ({
    asked,
    dossiers: await listBehind(tx, porteeOf(actor), asked, cell),
    search: search.toString(),
  }))
}

export default function ChiffresDetail({ loaderData, params }: Route.ComponentProps) {
  const { asked, dossiers, search } = loaderData
  const base = `/t/${params.territoire}/financements`
  const head = (
    <>
      <th scope="col">Numéro</th>
      <th scope="col">Action</th>
      <th scope="col">Porteur</th>
      <th scope="col">Année</th>
      <th scope="col" className="num">
        {mesures[asked.mesure].label}
      </th>
    </>
  )
  return (
    <>
      <title>Dossiers derrière un chiffre · Maillage</title>
      <PageHead
        title="Les dossiers derrière ce chiffre"
        crumbs={[
          { to: base, label: 'Financements' },
          { to: `${base}/chiffres?${search}`, label: 'Chiffres' },
        ]}
        lead={formatCount(dossiers.length, 'dossier')}
      />
      {dossiers.length === 0 ? (
        <Empty title="Aucun dossier derrière ce chiffre." />
      ) : (
        <Table caption="Dossiers" head={head}>
          {dossiers.map((its) => (
            <tr key={its.id}>
              <td>{its.numero}</td>
              <th scope="row">
                <Link to={`${base}/dossiers/${its.id}`}>{its.titre}</Link> {its.exemple && <Exemple />}
              </th>
              <td>{its.porteur}</td>
              <td>{its.exercice}</td>
              <td className="num">
                {formatMesure(asked.mesure, asked.mesure === 'dossiers' ? 1 : its.valeur)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}

import { Link } from 'react-router'
import { formatDate, formatPeriode } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { read } from '#app/platform/http.server.ts'
import { AConfirmer, Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/signataire.route'
import { getSignatairePage, listEngagements } from './engagements.queries.server.ts'
import { EngagementsTable } from './engagements-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { organisationId } = args.params
  return read(args, async ({ tx, actor, at }) => {
    if (!isId(organisationId)) throw new NotFound()
    const signed = await getSignatairePage(tx, actor, organisationId, at)
    const [first] = signed
    if (!first) throw new NotFound()
    const { rows, total } = await listEngagements(tx, actor, { organisationId, at, page: 1 })
    return { nom: first.nom, exemple: first.organisationExemple, signed, rows, total }
  })
}

export default function Signataire({
  loaderData: { nom, exemple, signed, rows, total },
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  return (
    <>
      <title>{`${nom}, signataire · Maillage`}</title>
      <PageHead
        title={nom}
        lead="Ce que cette organisation a signé, et ce qu’elle a promis."
        crumbs={[{ to: `${base}/engagements${au}`, label: 'Engagements' }]}
        badges={exemple && <Exemple />}
        actions={
          <Link className="btn" to={`${base}/organisations/${params.organisationId}${au}`}>
            Fiche de l’organisation
          </Link>
        }
      />
      <Card title="Documents signés">
        <Table caption="Documents" head={<Heads />}>
          {signed.map((its) => (
            <tr key={its.code}>
              <th scope="row">
                <Link to={`${base}/documents/${its.code}${au}`}>{its.titre}</Link>{' '}
                {!its.exemple && its.aConfirmer && <AConfirmer />}
              </th>
              <td>{formatPeriode(its)}</td>
              <td>{its.fonction}</td>
              <td>{its.dateSignature ? formatDate(its.dateSignature) : 'pas encore signé'}</td>
            </tr>
          ))}
        </Table>
      </Card>
      {total === 0 ? (
        <Empty title="Aucun engagement n’est écrit pour ce signataire." />
      ) : (
        <EngagementsTable rows={rows} base={base} au={au} withOwner={false} />
      )}
    </>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Document</th>
      <th scope="col">Période</th>
      <th scope="col">Fonction de qui signe</th>
      <th scope="col">Signature</th>
    </>
  )
}

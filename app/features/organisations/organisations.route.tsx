import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Pager, Table } from '#app/ui/table.tsx'
import type { Route } from './+types/organisations.route'
import { isOrganisationNature, organisationNatures } from './organisation.schema.ts'
import { listOrganisations } from './organisations.queries.server.ts'
import { CreateLink, Filters, Heads } from './organisations-parts.tsx'

export async function loader(args: Route.LoaderArgs) {
  const search = textParam(args.request, 'q')
  const asked = textParam(args.request, 'nature')
  const nature = isOrganisationNature(asked) ? asked : undefined
  const page = pageOf(args.request)
  return read(args, async ({ tx, actor, at }) => ({
    ...(await listOrganisations(tx, actor, { search, nature, at, page })),
    page,
    search: search ?? '',
    nature: nature ?? '',
    canCreate: can(actor, 'organisations.modifier'),
  }))
}

export default function Organisations({ loaderData }: Route.ComponentProps) {
  const { rows, total, page, canCreate } = loaderData
  return (
    <>
      <title>Organisations · Maillage</title>
      <PageHead
        title="Organisations"
        lead="Les partenaires du projet, de toute nature."
        actions={canCreate && <CreateLink />}
      />
      <Filters search={loaderData.search} nature={loaderData.nature} />
      {total === 0 ? (
        <Empty title="Aucune organisation ne correspond." action={canCreate && <CreateLink />}>
          Élargissez la recherche, ou ajoutez l’organisation qui manque.
        </Empty>
      ) : (
        <Table caption="Organisations" head={<Heads />}>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={row.id}>{row.nom}</Link> {row.exemple && <Exemple />}
              </th>
              <td>{row.sigle}</td>
              <td>{organisationNatures[row.nature]}</td>
              <td>{row.siret}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager page={page} pageSize={PAGE_SIZE} total={total} one="organisation" />
    </>
  )
}

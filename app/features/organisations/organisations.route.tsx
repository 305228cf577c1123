import { Plus } from 'lucide-react'
import { Form, Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import { Pager, Table } from '#app/ui/table.tsx'
import type { Route } from './+types/organisations.route'
import { isOrganisationNature, organisationNatures } from './organisation.schema.ts'
import { listOrganisations } from './organisations.queries.server.ts'

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

function CreateLink() {
  return (
    <Link className="btn primary" to="nouvelle">
      <Plus aria-hidden size={18} /> Ajouter une organisation
    </Link>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Nom</th>
      <th scope="col">Sigle</th>
      <th scope="col">Nature</th>
      <th scope="col">SIRET</th>
    </>
  )
}

function Filters({ search, nature }: { search: string; nature: string }) {
  return (
    <Form className="filters" aria-label="Filtrer les organisations">
      <div className="field">
        <label htmlFor="q">Nom ou sigle</label>
        <input className="input" id="q" name="q" type="search" defaultValue={search} />
      </div>
      <div className="field">
        <label htmlFor="nature">Nature</label>
        <select className="input" id="nature" name="nature" defaultValue={nature}>
          <option value="">Toutes</option>
          {Object.entries(organisationNatures).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

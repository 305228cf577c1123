import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import { isEtatCourriel, listCourriels } from '#app/platform/outbox.server.ts'
import { PAGE_SIZE, pageOf, textParam } from '#app/platform/search-params.ts'
import { Empty, Notice, PageHead } from '#app/ui/page.tsx'
import { Pager, Table } from '#app/ui/table.tsx'
import type { Route } from './+types/courriels.route'
import { EtatBadge, etatChoices } from './courriel-etat.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = textParam(args.request, 'etat')
  const filter = { etat: isEtatCourriel(asked) ? asked : undefined, page: pageOf(args.request) }
  const local = args.context.get(servicesContext).config.smtpUrl === null
  return read(args, async ({ tx, actor }) => ({ ...(await listCourriels(tx, actor, filter)), filter, local }))
}

export default function Courriels({ loaderData: { rows, total, filter, local } }: Route.ComponentProps) {
  return (
    <>
      <title>Boîte d’envoi · Maillage</title>
      <PageHead
        title="Boîte d’envoi"
        lead="Tous les courriels de ce territoire, et ce qu’ils sont devenus."
      />
      {local && (
        <Notice tone="warning">
          Aucun serveur de courriel n’est configuré (SMTP_URL) : les messages restent ici, à transmettre à la
          main.
        </Notice>
      )}
      <EtatFilter etat={filter.etat} />
      {total === 0 ? (
        <Empty title="Aucun courriel.">Les invitations et les résumés apparaîtront ici.</Empty>
      ) : (
        <Table caption="Courriels" head={<Heads />}>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={row.id}>{row.objet}</Link>
              </th>
              <td>{row.destinataire}</td>
              <td>
                <EtatBadge etat={row.etat} />
              </td>
              <td>{formatInstant(row.envoyeLe ?? row.creeLe)}</td>
              <td>{row.erreur}</td>
            </tr>
          ))}
        </Table>
      )}
      <Pager page={filter.page} pageSize={PAGE_SIZE} total={total} one="courriel" />
    </>
  )
}

function Heads() {
  return ['Objet', 'Destinataire', 'État', 'Date', 'Erreur'].map((label) => (
    <th scope="col" key={label}>
      {label}
    </th>
  ))
}

function EtatFilter({ etat }: { etat: string | undefined }) {
  return (
    <Form className="filters" aria-label="Filtrer les courriels">
      <div className="field">
        <label htmlFor="etat">État</label>
        <select className="input" id="etat" name="etat" defaultValue={etat ?? ''}>
          {etatChoices}
        </select>
      </div>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

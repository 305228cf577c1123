import { Form, Link } from 'react-router'
import { parisDate } from '#app/lib/paris-time.ts'
import { listMemberships } from '#app/platform/actors.server.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { requireCompte } from '#app/platform/session.server.ts'
import { Badge, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/territoires.route'

export async function loader({ request, context }: Route.LoaderArgs) {
  const services = context.get(servicesContext)
  const compte = await requireCompte(services, request)
  return {
    compte,
    memberships: await listMemberships(services.database.db, compte.id, parisDate(services.now())),
  }
}

export default function Territoires({ loaderData: { compte, memberships } }: Route.ComponentProps) {
  return (
    <main className="page">
      <title>Vos territoires · Maillage</title>
      <PageHead title="Vos territoires" lead={`Vous êtes connecté·e avec ${compte.courriel}.`} />
      {memberships.length === 0 ? (
        <Empty
          title="Aucun territoire ne vous a encore donné de rôle."
          action={
            <Link className="btn primary" to="/rejoindre">
              Demander à rejoindre un territoire
            </Link>
          }
        >
          La direction de la cohésion sociale de votre intercommunalité peut aussi vous inviter.
        </Empty>
      ) : (
        <ul className="list grid">
          {memberships.map((membership) => (
            <li className="card" key={membership.slug}>
              {membership.etat === 'active' ? (
                <Link to={`/t/${membership.slug}`}>{membership.nom}</Link>
              ) : (
                membership.nom
              )}{' '}
              {membership.etat === 'en_attente' && <Badge tone="ochre">demande en attente</Badge>}
            </li>
          ))}
        </ul>
      )}
      <Form method="post" action="/deconnexion">
        <button type="submit" className="btn">
          Se déconnecter
        </button>
      </Form>
    </main>
  )
}

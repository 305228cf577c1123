import { Link } from 'react-router'
import { listPublicAppels } from '#app/features/financements/index.server.ts'
import { appelEtats, appelTones } from '#app/features/financements/index.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { Badge, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-appels.route'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const now = args.context.get(servicesContext).now()
  return readPortail(args, args.params.territoire, async (tx, { nom }) => ({
    nom,
    appels: await listPublicAppels(tx, now),
  }))
}

export default function PortailAppels({ loaderData: { nom, appels }, params }: Route.ComponentProps) {
  return (
    <>
      <title>{`Appels à projets · ${nom}`}</title>
      <meta
        name="description"
        content={`Les appels à projets de ${nom} : qui peut demander, jusqu’à quand.`}
      />
      <PageHead title="Appels à projets" lead="Qui peut demander, pour quoi, jusqu’à quand." />
      {appels.length === 0 && <Empty title="Aucun appel à projets n’est ouvert." />}
      <ul className="list stack-s">
        {appels.map((appel) => (
          <li key={appel.code} className="card">
            <h2>
              <Link to={`/p/${params.territoire}/appels/${appel.code}`}>{appel.titre}</Link>
            </h2>
            <p className="row">
              <Badge tone={appelTones[appel.etat]}>{appelEtats[appel.etat]}</Badge>
              {appel.fermeLe && <span>Dépôts jusqu’au {formatInstant(new Date(appel.fermeLe))}</span>}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

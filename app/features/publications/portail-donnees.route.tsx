import { servicesContext } from '#app/platform/http.server.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-donnees.route'
import { FichiersCard } from './donnees-card.tsx'
import { EmbedCard } from './embed-card.tsx'
import { countPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { publicUrl } = args.context.get(servicesContext).config
  return readPortail(args, args.params.territoire, async (tx, { nom }) => ({
    nom,
    address: `${publicUrl}/p/${args.params.territoire}`,
    counts: await countPublished(tx),
  }))
}

export default function PortailDonnees({
  loaderData: { nom, address, counts },
  params,
}: Route.ComponentProps) {
  const api = `/api/v1/territoires/${params.territoire}`
  return (
    <>
      <title>{`Données ouvertes · ${nom}`}</title>
      <meta name="description" content={`Ce que ${nom} publie, en fichiers et par une interface.`} />
      <PageHead
        title="Données ouvertes"
        lead="Tout ce que montre ce portail, sous Licence Ouverte 2.0 : des fichiers, et une interface en lecture."
      />
      <FichiersCard api={api} counts={counts} />
      <EmbedCard address={address} nom={nom} />
      <Card title="Interface">
        <ul>
          <li>
            <a href="/api/v1/openapi.json">Description OpenAPI 3.1</a>
          </li>
          <li>
            <a href={`${api}/actions`}>Actions publiées, en JSON</a>
          </li>
          <li>
            <a href={`${api}/catalogue.jsonld`}>Catalogue DCAT</a>
          </li>
        </ul>
      </Card>
    </>
  )
}

import { Link } from 'react-router'
import { servicesContext } from '#app/platform/http.server.ts'
import { Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-en.route'
import { countPublished, listStrategies } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { publicUrl } = args.context.get(servicesContext).config
  return readPortail(args, args.params.territoire, async (tx, { nom }) => ({
    nom,
    url: `${publicUrl}/p/${args.params.territoire}`,
    documents: await listStrategies(tx),
    counts: await countPublished(tx),
  }))
}

export default function EnglishHome({ loaderData, params }: Route.ComponentProps) {
  const { nom, url, documents, counts } = loaderData
  const base = `/p/${params.territoire}`
  return (
    <>
      <title>{`Social cohesion strategy · ${nom}`}</title>
      <meta name="description" content={`What the partners of ${nom} do together for social cohesion.`} />
      <link rel="canonical" href={`${url}/en`} />
      <link rel="alternate" hrefLang="fr" href={url} />
      <PageHead
        title="Social cohesion strategy"
        lead="What the municipalities, the State and their partners agreed to do together. The texts of the territory are in French; the page around them is in English."
      />
      {documents.length === 0 && <p>No strategy has been published yet.</p>}
      {documents.map(({ adresse, contenu }) => (
        <Card
          key={adresse}
          title={<span lang="fr">{contenu.titre}</span>}
          aside={<Link to={`${base}/en/documents/${adresse}`}>Signatories and priorities</Link>}
        >
          <p>
            {contenu.communes.length} municipalities, {contenu.signataires.length} signatories,{' '}
            {contenu.axes.length} priorities.
          </p>
        </Card>
      ))}
      <p>
        {counts.fiche} actions are published:{' '}
        <Link to={`${base}/actions`} hrefLang="fr">
          who does what, where (in French)
        </Link>
        .
      </p>
    </>
  )
}

import { Link } from 'react-router'
import { NotFound } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-publication.route'
import { FormatLinks } from './document-view.tsx'
import { jsonLdOf } from './json-ld.ts'
import { JsonLd } from './json-ld.tsx'
import { getPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { natureOfPath, publicNatures } from './public.schema.ts'

export async function loader(args: Route.LoaderArgs) {
  const { chemin, adresse, territoire } = args.params
  const short = new URL(args.request.url).searchParams.get('version') === 'courte'
  const { publicUrl } = args.context.get(servicesContext).config
  return readPortail(args, territoire, async (tx, { nom }) => {
    const nature = natureOfPath(chemin)
    if (!nature) throw new NotFound('Cette page n’existe pas.')
    const { published, contenu, document, hasShort } = await getPublished(tx, { nature, adresse, short })
    const url = `${publicUrl}/p/${territoire}/${chemin}/${adresse}`
    return {
      nom,
      nature,
      published,
      short,
      hasShort,
      url,
      kind: document.kind,
      html: renderFragment(document),
      data: jsonLdOf({ nature, contenu, published, issuer: nom, url }),
    }
  })
}

export default function PortailPublication({ loaderData, params }: Route.ComponentProps) {
  const { nom, nature, published, short, hasShort, url, kind, html, data } = loaderData
  const base = `/p/${params.territoire}`
  const { chemin, plusieurs } = publicNatures[nature]
  return (
    <>
      <title>{`${published.titre} · ${nom}`}</title>
      <meta name="description" content={published.resume.slice(0, 180)} />
      <link rel="canonical" href={url} />
      <JsonLd data={data} />
      <PageHead
        title={published.titre}
        crumbs={[
          { to: base, label: 'Le projet' },
          { to: `${base}/${chemin}`, label: plusieurs },
        ]}
        lead={`${kind}. Édition ${published.edition}, publiée le ${formatInstant(new Date(published.publieLe))}.`}
        actions={<FormatLinks base={`${base}/${chemin}/${params.adresse}`} />}
      />
      {hasShort && (
        <p>
          {short ? (
            <Link to={`${base}/${chemin}/${params.adresse}`}>Lire la version complète</Link>
          ) : (
            <Link to={`${base}/${chemin}/${params.adresse}?version=courte`}>Lire la version courte</Link>
          )}
        </p>
      )}
      <DocumentView html={html} />
    </>
  )
}

import { NotFound } from '#app/lib/errors.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import { Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-en-document.route'
import { listStrategies } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { territoire, adresse } = args.params
  const { publicUrl } = args.context.get(servicesContext).config
  return readPortail(args, territoire, async (tx, { nom }) => {
    const found = (await listStrategies(tx)).find((its) => its.adresse === adresse)
    if (!found) throw new NotFound('This page does not exist.')
    return { nom, url: `${publicUrl}/p/${territoire}`, document: found.contenu }
  })
}

export default function EnglishDocument({ loaderData, params }: Route.ComponentProps) {
  const { nom, url, document } = loaderData
  const base = `/p/${params.territoire}`
  const path = `documents/${params.adresse}`
  return (
    <>
      <title>{`${document.titre} · ${nom}`}</title>
      <link rel="canonical" href={`${url}/en/${path}`} />
      <link rel="alternate" hrefLang="fr" href={`${url}/${path}`} />
      <PageHead
        title={<span lang="fr">{document.titre}</span>}
        crumbs={[{ to: `${base}/en`, label: 'The strategy' }]}
        actions={
          <a className="btn" href={`${base}/${path}`} hrefLang="fr">
            Full text (in French)
          </a>
        }
      />
      <Facts
        items={[
          ['In force from', document.debut ?? 'not said'],
          ['Until', document.fin ?? 'not said'],
          ['Municipalities', String(document.communes.length)],
          ['Priority neighbourhoods', String(document.quartiers.length)],
        ]}
      />
      {document.resume && (
        <Card title="Summary">
          <p lang="fr">{document.resume}</p>
        </Card>
      )}
      <Card title="Priorities">
        <ol className="list lines" lang="fr">
          {document.axes.map(({ numero, titre }) => (
            <li key={numero}>
              {numero}. {titre}
            </li>
          ))}
        </ol>
      </Card>
      <Card title="Signatories">
        <ul className="portail-columns" lang="fr">
          {document.signataires.map((its) => (
            <li key={its}>{its}</li>
          ))}
        </ul>
      </Card>
    </>
  )
}

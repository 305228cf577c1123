import { addDays, parseIsoDate } from '#app/lib/dates.ts'
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

/** A day as it is said in English; a period ends the day before its bound. */
function englishDay(text: string | null, shift: number): string {
  const day = parseIsoDate(text)
  if (!day) return 'not said'
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(addDays(day, shift)),
  )
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
          ['In force from', englishDay(document.debut, 0)],
          ['Until', englishDay(document.fin, -1)],
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

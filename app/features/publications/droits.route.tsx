import { Form, Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { Card, Empty, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/droits.route'
import { findPersonnes, mustAnswer } from './registre.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const asked = (new URL(args.request.url).searchParams.get('q') ?? '').slice(0, 200)
  return read(args, async ({ tx, actor }) => {
    mustAnswer(actor)
    return { asked, found: await findPersonnes(tx, actor, asked) }
  })
}

export default function Droits({ loaderData: { asked, found }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/registre`
  return (
    <>
      <title>Répondre à une personne · Maillage</title>
      <PageHead
        title="Répondre à une personne"
        lead="Une personne demande ce qui est gardé d’elle, ou sa correction : vous avez un mois pour répondre."
        crumbs={[{ to: base, label: 'Données personnelles' }]}
      />
      <Form method="get" className="card row" role="search">
        <label htmlFor="q">Nom ou adresse électronique</label>
        <input className="input" id="q" name="q" type="search" defaultValue={asked} />
        <button className="btn primary" type="submit">
          Chercher
        </button>
      </Form>
      {asked && (
        <Card title="Personnes trouvées">
          {found.length === 0 ? (
            <Empty title="Personne à ce nom">Essayez l’adresse, ou une partie du nom.</Empty>
          ) : (
            <ul className="list lines">
              {found.map(({ id, nom, courriel, exemple }) => (
                <li key={id}>
                  <Link to={`${base}/personnes/${id}`}>{nom}</Link> <span className="muted">{courriel}</span>{' '}
                  {exemple && <Exemple />}
                </li>
              ))}
            </ul>
          )}
        </Card>
      )}
    </>
  )
}

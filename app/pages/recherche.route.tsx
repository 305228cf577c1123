import { Form, Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/recherche.route'
import { searchEverywhere } from './search.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const query = textParam(args.request, 'q') ?? ''
  const found = await read(args, ({ tx, actor, at }) =>
    query ? searchEverywhere({ tx, actor, at, query }) : Promise.resolve([]),
  )
  return { query, found }
}

export default function Recherche({ loaderData: { query, found } }: Route.ComponentProps) {
  const kinds = [...Map.groupBy(found, (item) => item.kind)]
  return (
    <>
      <title>Recherche · Maillage</title>
      <PageHead
        title="Recherche"
        lead={query ? `${formatCount(found.length, 'résultat')} pour « ${query} »` : 'Que cherchez-vous ?'}
      />
      <Form className="filters" role="search">
        <div className="field">
          <label htmlFor="q">Mots cherchés</label>
          <input className="input" id="q" name="q" type="search" defaultValue={query} />
        </div>
        <button type="submit" className="btn primary">
          Rechercher
        </button>
      </Form>
      {query && found.length === 0 && (
        <Empty title="Rien ne correspond.">
          Essayez un mot plus court, ou un code : commune, quartier, fiche.
        </Empty>
      )}
      <div className="grid">
        {kinds.map(([kind, items]) => (
          <Card key={kind} title={kind}>
            <ul className="list stack-s">
              {items.map((item) => (
                <li key={item.to}>
                  <Link to={item.to}>{item.label}</Link>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </>
  )
}

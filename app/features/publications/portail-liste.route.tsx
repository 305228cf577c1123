import { NotFound } from '#app/lib/errors.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-liste.route'
import { listPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { PublishedList } from './portail-lists.tsx'
import { natureOfPath, publicNatures } from './public.schema.ts'

export async function loader(args: Route.LoaderArgs) {
  const nature = natureOfPath(args.params.chemin)
  return readPortail(args, args.params.territoire, async (tx, { nom }) => {
    if (!nature) throw new NotFound('Cette page n’existe pas.')
    return { nom, nature, rows: await listPublished(tx, { nature }) }
  })
}

export default function PortailListe({ loaderData: { nom, nature, rows }, params }: Route.ComponentProps) {
  const { plusieurs } = publicNatures[nature]
  return (
    <>
      <title>{`${plusieurs} · ${nom}`}</title>
      <meta name="description" content={`${plusieurs} publiés par ${nom}.`} />
      <PageHead title={plusieurs} />
      <PublishedList base={`/p/${params.territoire}`} rows={rows} />
    </>
  )
}

import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateurs-locaux.route'
import { IndicateursTable } from './indicateurs-locaux.tsx'
import { listIndicateursPage } from './locaux-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor, at }) => listIndicateursPage(tx, actor, at))
}

export default function IndicateursLocaux({ loaderData: { rows, canKeep }, params }: Route.ComponentProps) {
  return (
    <>
      <title>Indicateurs du territoire · Maillage</title>
      <PageHead
        title="Indicateurs du territoire"
        crumbs={[{ to: `/t/${params.territoire}/observatoire`, label: 'Observatoire' }]}
        lead="Ce que le territoire compte lui-même. Un effectif de 1 à 4 n’est jamais montré, ni ce qui le ferait deviner."
        actions={
          canKeep && (
            <Link className="btn primary" to="nouveau">
              Nouvel indicateur
            </Link>
          )
        }
      />
      <IndicateursTable rows={rows} canKeep={canKeep} />
    </>
  )
}

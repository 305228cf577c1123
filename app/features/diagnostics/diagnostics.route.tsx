import { Link } from 'react-router'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/diagnostics.route'
import { listDiagnostics } from './diagnostics.queries.server.ts'
import { DiagnosticsTable } from './diagnostics-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const axeId = textParam(args.request, 'axe')
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'diagnostics.lire')) throw new Forbidden()
    return {
      rows: await listDiagnostics(tx, actor, { axeId }),
      canCreate: can(actor, 'diagnostics.modifier'),
      canObserve: can(actor, 'observations.ecrire'),
    }
  })
}

export default function Diagnostics({ loaderData, params }: Route.ComponentProps) {
  const { rows, canCreate, canObserve } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>Diagnostics partagés · Maillage</title>
      <PageHead
        title="Diagnostics partagés"
        lead="Les chiffres d’un côté, le terrain de l’autre, et ce que le groupe en lit."
        actions={
          <>
            <Link className="btn" to="besoins">
              Analyse des besoins sociaux
            </Link>
            {canObserve && (
              <Link className="btn" to={`${base}/observations/nouvelle`}>
                Noter une observation
              </Link>
            )}
            {canCreate && (
              <Link className="btn primary" to="nouveau">
                Ouvrir un diagnostic
              </Link>
            )}
          </>
        }
      />
      {rows.length === 0 ? (
        <Empty title="Aucun diagnostic pour l’instant.">
          Un diagnostic porte sur un axe et des lieux : quelques constats, leurs chiffres, ce que dit le
          terrain.
        </Empty>
      ) : (
        <DiagnosticsTable rows={rows} />
      )}
    </>
  )
}

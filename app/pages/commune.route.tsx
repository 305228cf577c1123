import { Link } from 'react-router'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { getCommune, listQpvs } from '#app/features/territoires/index.server.ts'
import { QpvTable } from '#app/features/territoires/index.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Badge, Card, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/commune.route'
import { CommuneFacts } from './commune-facts.tsx'
import { listOrganisationsOfCommune, listPerimetresOfCommune } from './place.queries.server.ts'
import { FichesPanel, OrganisationsPanel, PerimetresPanel } from './place-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { code } = args.params
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'territoire.lire')) throw new NotFound()
    return {
      at,
      figures: can(actor, 'observatoire.lire'),
      commune: await getCommune(tx, code),
      qpvs: await listQpvs(tx, { commune: code }),
      fiches: await listFichesOf(tx, actor, { commune: code }, { limit: 100 }),
      perimetres: await listPerimetresOfCommune(tx, code, at),
      organisations: can(actor, 'organisations.lire') ? await listOrganisationsOfCommune(tx, code) : [],
    }
  })
}

export default function Commune({ loaderData, params }: Route.ComponentProps) {
  const { commune, qpvs, at } = loaderData
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>{`${commune.nom} · Maillage`}</title>
      <PageHead
        title={commune.nom}
        crumbs={[{ to: `${base}/territoire`, label: 'Communes et quartiers' }]}
        badges={commune.type === 'rurale' && <Badge tone="green">commune rurale</Badge>}
      />
      <div className="grid-wide">
        <div className="stack">
          <FichesPanel
            base={base}
            fiches={loaderData.fiches.rows}
            total={loaderData.fiches.total}
            all={`${base}/fiches?commune=${commune.code}`}
          />
          {qpvs.length > 0 && (
            <Card title="Quartiers prioritaires">
              <div className="stack">
                <QpvTable qpvs={qpvs} base={base} at={at} />
              </div>
            </Card>
          )}
        </div>
        <div className="stack">
          <CommuneFacts commune={commune} />
          <PerimetresPanel base={base} perimetres={loaderData.perimetres} />
          <OrganisationsPanel base={base} organisations={loaderData.organisations} />
          <p>
            <Link to={`${base}/territoire`}>Voir la carte</Link>
          </p>
          {loaderData.figures && (
            <p>
              <Link to={`${base}/observatoire/portrait/commune/${commune.code}`}>
                Portrait chiffré de la commune
              </Link>
            </p>
          )}
        </div>
      </div>
    </>
  )
}

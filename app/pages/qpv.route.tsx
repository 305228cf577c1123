import { Link } from 'react-router'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { getQpv } from '#app/features/territoires/index.server.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { AConfirmer, Badge, Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/qpv.route'
import { CommuneLinks, FichesPanel } from './place-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { code } = args.params
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'territoire.lire')) throw new NotFound()
    return {
      figures: can(actor, 'observatoire.lire'),
      qpv: await getQpv(tx, code),
      fiches: await listFichesOf(tx, actor, { qpv: code }, { limit: 100 }),
    }
  })
}

export default function Qpv({ loaderData: { qpv, fiches, figures }, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const badges = (
    <>
      <Badge tone="brand">génération {qpv.generation}</Badge>
      {qpv.codeInfere && <AConfirmer>code déduit de la numérotation de 2024</AConfirmer>}
    </>
  )
  return (
    <>
      <title>{`${qpv.nom} · Maillage`}</title>
      <PageHead
        title={qpv.nom}
        crumbs={[{ to: `${base}/territoire#qpv`, label: 'Communes et quartiers' }]}
        badges={badges}
      />
      <div className="grid-wide">
        <FichesPanel
          base={base}
          fiches={fiches.rows}
          total={fiches.total}
          all={`${base}/fiches?qpv=${qpv.code}`}
        />
        <Card title="Repères">
          <Facts
            items={[
              ['Code officiel', qpv.code],
              ['En vigueur', formatPeriode(qpv)],
              ['Périmètre', qpv.statutPerimetre],
              ['Source', qpv.source],
              ['Communes', <CommuneLinks key="communes" communes={qpv.communes} base={base} />],
            ]}
          />
          {figures && (
            <p>
              <Link to={`${base}/observatoire/portrait/qpv/${qpv.code}`}>Portrait chiffré du quartier</Link>
            </p>
          )}
          <p className="small muted">
            Les deux générations de quartiers n’ont pas les mêmes contours : leurs chiffres ne se comparent
            pas d’une liste à l’autre.
          </p>
        </Card>
      </div>
    </>
  )
}

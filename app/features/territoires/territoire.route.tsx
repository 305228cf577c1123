import { Forbidden } from '#app/lib/errors.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { textParam } from '#app/platform/search-params.ts'
import { Card, PageHead, Stat } from '#app/ui/page.tsx'
import type { Route } from './+types/territoire.route'
import { Colourings } from './colourings.tsx'
import { CommunesTable } from './communes-table.tsx'
import { listCommunesAt, listQpvs } from './places.queries.server.ts'
import { QpvTable } from './qpv-table.tsx'
import { colour, colourings, isColouring } from './territoire-colours.ts'
import { TerritoireLinks } from './territoire-links.tsx'
import { drawTerritoire } from './territoire-map.server.ts'
import { TerritoireMap } from './territoire-map.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = textParam(args.request, 'couleur')
  const by = isColouring(asked) ? asked : 'population'
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'territoire.lire')) throw new Forbidden()
    const communes = await listCommunesAt(tx, at)
    return {
      by,
      at,
      communes,
      map: await drawTerritoire(tx, communes),
      ...colour(communes, by),
      qpvs: await listQpvs(tx),
      nom: actor.territoireNom,
      canEdit: can(actor, 'territoire.modifier'),
    }
  })
}

export default function Territoire({ loaderData, params }: Route.ComponentProps) {
  const { communes, qpvs, by, at } = loaderData
  const base = `/t/${params.territoire}`
  const inForce = qpvs.filter((its) => its.debut <= at && (its.fin === null || its.fin > at))
  const population = communes.reduce((sum, its) => sum + (its.population ?? 0), 0)
  return (
    <>
      <title>Communes et quartiers · Maillage</title>
      <PageHead
        title="Communes et quartiers"
        lead={loaderData.nom}
        actions={<TerritoireLinks base={base} canEdit={loaderData.canEdit} />}
      />
      <div className="row stats">
        <Stat value={communes.length} label="communes" />
        <Stat value={formatNumber(population)} label="habitants" />
        <Stat value={inForce.length} label="quartiers prioritaires à cette date" />
        <Stat value={communes.filter((its) => its.qpvs > 0).length} label="communes avec un quartier" />
        <Stat
          value={communes.filter((its) => its.type === 'rurale').length}
          label="communes de moins de 2 000 habitants"
        />
      </div>
      <Card title="Carte" aside={<Colourings current={by} />}>
        <TerritoireMap
          map={loaderData.map}
          places={loaderData.places}
          legend={loaderData.legend}
          base={base}
          title={`Carte des communes, ${colourings[by]}`}
        />
      </Card>
      <h2 id="communes">Communes</h2>
      <CommunesTable communes={communes} base={base} />
      <h2 id="qpv">Quartiers prioritaires</h2>
      <QpvTable qpvs={qpvs} base={base} at={at} />
    </>
  )
}

import { listCommunesAt } from '#app/features/territoires/index.server.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/typologie.route'
import { lecteurFor } from './lecteurs.server.ts'
import { mustRead } from './lieu-page.server.ts'
import { buildTypologie, CHAMPS, champLabels, MOST_GROUPS } from './typologie.server.ts'
import { TypologieForm, TypologieView } from './typologie.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { communes, slug } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const own = await listCommunesAt(tx, at)
    return { communes: own.map(({ code, nom }) => ({ code, nom })), slug: actor.territoireSlug }
  })
  const groups = Number(textParam(args.request, 'groupes') ?? 4)
  const choice = {
    champ: CHAMPS.find((one) => one === textParam(args.request, 'champ')) ?? 'departement',
    groups: Number.isInteger(groups) && groups >= 2 && groups <= MOST_GROUPS ? groups : 4,
    indicateurs: listParam(args.request, 'indicateur'),
  }
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const champs = CHAMPS.map((value) => ({ value, label: champLabels[value] }))
  const typologie = await answering(() => buildTypologie(lecteur, communes, choice))
  return { typologie, champs, mostGroups: MOST_GROUPS }
}

export default function TypologiePage({ loaderData, params }: Route.ComponentProps) {
  const { typologie, champs, mostGroups } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>Typologie des communes · Maillage</title>
      <PageHead
        title="Typologie des communes"
        crumbs={[
          { to: base, label: 'Observatoire' },
          { to: `${base}/semblables`, label: 'Territoires semblables' },
        ]}
        lead="Des groupes de communes qui se ressemblent sur les indicateurs choisis : une façon de lire, pas un jugement."
      />
      <TypologieForm typologie={typologie} champs={champs} mostGroups={mostGroups} />
      <TypologieView typologie={typologie} base={base} />
    </>
  )
}

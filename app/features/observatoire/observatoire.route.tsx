import { Link } from 'react-router'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/observatoire.route'
import { isTheme, listAxesWithThemes, setAxeThemes } from './axe-themes.server.ts'
import { AxeThemesCard } from './axe-themes.tsx'
import { listCantonChoices } from './cantons.server.ts'
import { listDisponibles } from './disponibles.server.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { listLieuChoices, mustRead } from './lieu-page.server.ts'
import { memoireOf } from './memoire.server.ts'
import { EmptyStore, ReadingCard } from './reading-card.tsx'
import { StoreCard } from './store-card.tsx'
import './observatoire.css'

export async function loader(args: Route.LoaderArgs) {
  const its = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    const { home, remember } = await memoireOf(tx, at)
    const axes = can(actor, 'strategie.lire') ? remember('axes', () => listAxesWithThemes(tx, actor, at)) : []
    return {
      home,
      slug: actor.territoireSlug,
      lieux: await remember('lieux', () => listLieuChoices(tx, at)),
      axes: await axes,
      canLink: can(actor, 'strategie.modifier'),
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, its.slug)
  const found = await listDisponibles(lecteur, 'commune')
  const disponibles = found.map(({ indicateur: { id, label, theme }, periodes }) => ({
    id,
    label,
    theme,
    periodes,
  }))
  const lieux = [...its.lieux, ...(await listCantonChoices(lecteur, its.home))]
  return { ...its, lieux, disponibles, imports: lecteur.imports.size }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const themes = form.getAll('theme').map(String).filter(isTheme)
    await setAxeThemes(tx, actor, String(form.get('axe')), themes)
    return redirectWith(`/t/${actor.territoireSlug}/observatoire#axes`, 'Thèmes de l’axe enregistrés.')
  })
}

export default function Observatoire({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const { lieux, disponibles, imports } = loaderData
  return (
    <>
      <title>Observatoire · Maillage</title>
      <PageHead
        title="Observatoire"
        lead="Les chiffres des producteurs publics, toujours avec leur source, leur année et ce qu’ils ne disent pas."
        actions={
          <>
            <Link className="btn" to="indicateurs">
              Indicateurs du territoire
            </Link>
            <Link className="btn" to="imports">
              Fichiers de données
            </Link>
          </>
        }
      />
      {imports === 0 ? <EmptyStore /> : <ReadingCard base={base} lieux={lieux} />}
      <div className="grid-wide">
        <StoreCard disponibles={disponibles} />
        <AxeThemesCard axes={loaderData.axes} canLink={loaderData.canLink} />
      </div>
    </>
  )
}

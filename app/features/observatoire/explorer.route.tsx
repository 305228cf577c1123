import { answering, read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { listSavedViews, removeView, saveView } from '#app/platform/saved-views.server.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/explorer.route'
import { explore, placesAsked } from './explorer.server.ts'
import { ExplorationView } from './explorer.tsx'
import { ExplorerForm, SavedExplorations } from './explorer-form.tsx'
import { lecteurFor } from './lecteurs.server.ts'
import { listLieuChoices, mustRead } from './lieu-page.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'

const PAGE = 'observatoire'

export async function loader(args: Route.LoaderArgs) {
  const { lus, ...its } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    return {
      slug: actor.territoireSlug,
      places: await placesAsked(tx, listParam(args.request, 'lieu'), at),
      lieux: await listLieuChoices(tx, at),
      lus: await loadLocaux(tx, at),
      saved: await listSavedViews(tx, actor, PAGE),
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, its.slug)
  const asked = textParam(args.request, 'indicateur') ?? null
  const exploration = await answering(() => explore(lecteur, its.places, { asked, lus }))
  return { ...its, exploration, search: new URL(args.request.url).searchParams.toString() }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustRead(actor)
    const page = `/t/${actor.territoireSlug}/observatoire/explorer`
    if (form.get('retirer')) {
      await removeView(tx, actor, String(form.get('retirer')))
      return redirectWith(page, 'Exploration retirée.')
    }
    const parametres = new URLSearchParams(String(form.get('parametres') ?? '')).toString()
    const nom = String(form.get('nom') ?? '')
    await saveView(tx, actor, { page: PAGE, nom, parametres, partagee: form.has('partagee') })
    return redirectWith(`${page}?${parametres}`, `Exploration « ${nom.trim()} » enregistrée.`)
  })
}

export default function Explorer({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  const { exploration, lieux, saved, search } = loaderData
  return (
    <>
      <title>Explorer · Maillage</title>
      <PageHead
        title="Explorer"
        crumbs={[{ to: base, label: 'Observatoire' }]}
        lead={exploration.indicateur.definition}
        actions={
          <>
            <a className="btn" href={`${base}/explorer.csv?${search}`}>
              CSV
            </a>
            <a className="btn" href={`${base}/explorer.xlsx?${search}`}>
              Classeur
            </a>
          </>
        }
      />
      <ExplorerForm
        indicateur={exploration.indicateur.id}
        choices={exploration.choices}
        lieux={lieux}
        chosen={exploration.series}
      />
      <ExplorationView exploration={exploration} />
      <SavedExplorations saved={saved} search={search} />
    </>
  )
}

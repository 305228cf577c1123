import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import { listParam, textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/explorer-export.route'
import { explore, placesAsked } from './explorer.server.ts'
import { lecteurFor } from './lecteurs.server.ts'
import { mustRead } from './lieu-page.server.ts'
import { loadLocaux } from './locaux.queries.server.ts'
import { tableFile } from './tableur.server.ts'

/** An exploration as a file, one row a place and period, with the state of each figure and its source. */
export async function loader(args: Route.LoaderArgs) {
  const { places, slug, lus } = await read(args, async ({ tx, actor, at }) => {
    mustRead(actor)
    return {
      places: await placesAsked(tx, listParam(args.request, 'lieu'), at),
      slug: actor.territoireSlug,
      lus: await loadLocaux(tx, at),
    }
  })
  const lecteur = await lecteurFor(args.context.get(servicesContext).config.dataDir, slug)
  const kind = new URL(args.request.url).pathname.endsWith('.csv') ? 'csv' : 'xlsx'
  return answering(async () => {
    const { indicateur, series } = await explore(lecteur, places, {
      asked: textParam(args.request, 'indicateur') ?? null,
      lus,
    })
    const rows = series.flatMap(({ key, nom, cells }) =>
      cells.flatMap((cell) =>
        cell
          ? [
              [
                key,
                nom,
                indicateur.id,
                cell.periode,
                cell.value,
                cell.status,
                cell.why,
                cell.source?.file ?? null,
              ],
            ]
          : [],
      ),
    )
    const head = ['lieu', 'nom', 'indicateur', 'période', 'valeur', 'statut', 'pourquoi vide', 'fichier']
    return tableFile([head, ...rows], { name: `exploration-${indicateur.id.toLowerCase()}`, kind })
  })
}

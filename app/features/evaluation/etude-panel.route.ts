import { NotFound } from '#app/lib/errors.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/etude-panel.route'
import { panelCsv } from './annexe.rules.ts'
import { getEtude, listDonnees } from './etudes.queries.server.ts'

/** The data of a frozen study, as the command line reads them: a line a commune and a year. */
export async function loader(args: Route.LoaderArgs) {
  return answering(async () => {
    const { etude, donnees } = await read(args, async ({ tx, actor }) => ({
      etude: await getEtude(tx, actor, args.params.id),
      donnees: await listDonnees(tx, actor, args.params.id),
    }))
    if (etude.protocole === null) throw new NotFound()
    return new Response(panelCsv(donnees, etude.protocole, etude.debut), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="panel.csv"',
      },
    })
  })
}

import { NotFound } from '#app/lib/errors.ts'
import { answering, read, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/etude-panel.route'
import { gatherMaterial, listClose } from './etude-matiere.server.ts'
import { getEtude } from './etudes.queries.server.ts'

/** The data of a frozen study, as the command line reads them: a line a commune and a year. */
export async function loader(args: Route.LoaderArgs) {
  const { dataDir } = args.context.get(servicesContext).config
  const { etude, proches, territoire } = await read(args, async ({ tx, actor }) => ({
    etude: await getEtude(tx, actor, args.params.id),
    proches: await listClose(tx),
    territoire: actor.territoireSlug,
  }))
  return answering(async () => {
    if (!etude.protocole) throw new NotFound()
    const { study } = await gatherMaterial({ dataDir, territoire }, etude, proches)
    const treated = new Set(etude.protocole.traitees)
    const kept = new Set([...etude.protocole.traitees, ...etude.protocole.donneuses])
    // Numbers and official codes only: nothing that a spreadsheet could run, and minus signs stay.
    const lines = study.rows
      .filter((row) => kept.has(row.code))
      .map((row) => [row.code, row.annee, row.valeur, treated.has(row.code) ? etude.debut : ''].join(';'))
    return new Response(['code;annee;valeur;entree', ...lines, ''].join('\n'), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="panel.csv"',
      },
    })
  })
}

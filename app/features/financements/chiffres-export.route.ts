import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/chiffres-export.route'
import { parseChiffres } from './chiffres.filter.ts'
import { loadPivot } from './chiffres-cube.server.ts'
import { chiffresWorkbook } from './chiffres-export.server.ts'
import { porteeOf } from './chiffres-faits.server.ts'
import { listIndicateurs, listParCommune } from './chiffres-indicateurs.server.ts'

/** The pivot on the screen, the indicators and the communes, as a workbook. */
export async function loader(args: Route.LoaderArgs) {
  const asked = parseChiffres(new URL(args.request.url).searchParams)
  const figures = await read(args, async ({ tx, actor }) => ({
    pivot: await loadPivot(tx, porteeOf(actor), asked),
    annees: await listIndicateurs(tx, porteeOf(actor), asked),
    communes: await listParCommune(tx, porteeOf(actor), asked),
  }))
  return chiffresWorkbook(asked, figures)
}

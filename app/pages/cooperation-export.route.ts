import { NotFound } from '#app/lib/errors.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import { answering } from '#app/platform/http.server.ts'
import { toGraphMl, toTiesCsv } from '#stats/reseau/export.ts'
import type { Network } from '#stats/reseau/network.ts'
import type { Route } from './+types/cooperation-export.route'
import { loadNetwork } from './cooperation.server.ts'

const files: Record<string, { type: string; write: (network: Network) => string }> = {
  'liens.csv': { type: 'text/csv; charset=utf-8', write: toTiesCsv },
  'reseau.graphml': {
    type: 'application/graphml+xml; charset=utf-8',
    write: (network) => toGraphMl(network),
  },
}

/** The network shown, for a spreadsheet or for a program that draws networks. */
export async function loader(args: Route.LoaderArgs) {
  return answering(async () => {
    const file = files[args.params.fichier]
    if (!file) throw new NotFound()
    const network = await loadNetwork(args)
    return new Response(file.write(network), {
      headers: { 'content-type': file.type, 'content-disposition': dispositionOf(args.params.fichier) },
    })
  })
}

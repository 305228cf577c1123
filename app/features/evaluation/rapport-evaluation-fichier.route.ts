import { NotFound } from '#app/lib/errors.ts'
import { documentResponse, formatOfPath } from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/rapport-evaluation-fichier.route'
import { openRapportDocument } from './rapport-evaluation-page.server.ts'

/** The report as a file. */
export async function loader(args: Route.LoaderArgs) {
  const document = await read(args, ({ tx, actor, today }) =>
    openRapportDocument(tx, actor, { params: args.params, today }),
  )
  return answering(() => {
    const format = formatOfPath(new URL(args.request.url).pathname)
    if (!format) throw new NotFound()
    return documentResponse(document, format)
  })
}

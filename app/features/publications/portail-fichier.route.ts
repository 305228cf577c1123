import { NotFound } from '#app/lib/errors.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-fichier.route'
import { getPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { natureOfPath } from './public.schema.ts'

/** A publication as a file. */
export async function loader(args: Route.LoaderArgs) {
  const { territoire, chemin, adresse, format } = args.params
  const [nature, asked] = [
    natureOfPath(chemin),
    documentFormats.find((its): its is DocumentFormat => its === format),
  ]
  const short = new URL(args.request.url).searchParams.get('version') === 'courte'
  return answering(async () => {
    if (!nature || !asked) throw new NotFound('Cette page n’existe pas.')
    const { document } = await readPortail(args, territoire, (tx) =>
      getPublished(tx, { nature, adresse, short }),
    )
    return documentResponse(document, asked)
  })
}

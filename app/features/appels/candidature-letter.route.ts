import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentResponse } from '#app/platform/documents/documents.server.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/candidature-letter.route'
import { engagementLetter } from './candidature-letter.ts'
import { getCandidature } from './candidatures.queries.server.ts'

/** The letter of engagement of a member of the consortium, to be read over and signed. */
export async function loader(args: Route.LoaderArgs) {
  const letter = await read(args, async ({ tx, actor, today }) => {
    const bid = await getCandidature(tx, actor, args.params.code)
    const partenaire = bid.partenaires.find((its) => its.id === args.params.partenaire)
    if (!partenaire) throw new NotFound()
    return engagementLetter(bid, partenaire, today)
  })
  return documentResponse(parseDocument(letter), 'docx')
}

import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import {
  type DocumentFormat,
  documentFormats,
  documentResponse,
} from '#app/platform/documents/documents.server.ts'
import { answering, read } from '#app/platform/http.server.ts'
import type { Route } from './+types/experience-fichier.route'
import { experienceDocument, shortExperienceDocument } from './experience.document.ts'
import { getExperience, sheetValues } from './experiences.queries.server.ts'

/** The sheet as a file; `?version=courte` for the one of a phone. */
export async function loader(args: Route.LoaderArgs) {
  const { id, format } = args.params
  const asked = documentFormats.find((its): its is DocumentFormat => its === format)
  const short = new URL(args.request.url).searchParams.get('version') === 'courte'
  const document = await read(args, async ({ tx, actor }) => {
    const sheet = await getExperience(tx, actor, id)
    const matter = { sheet: sheetValues(sheet), blocs: sheet.blocs, issuer: actor.territoireNom }
    return parseDocument(short ? shortExperienceDocument(matter) : experienceDocument(matter))
  })
  return answering(async () => {
    if (!asked) throw new NotFound()
    return documentResponse(document, asked)
  })
}

import { NotFound } from '#app/lib/errors.ts'
import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentFormats, documentResponse } from '#app/platform/documents/documents.server.ts'
import { answering, readAndNote } from '#app/platform/http.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Route } from './+types/droits-fichier.route'
import { droitsDocument } from './droits.document.ts'
import { droitsJson } from './droits-json.server.ts'
import { loadKnown } from './registre.queries.server.ts'

/** The answer as a file; giving it is written in the journal. */
export async function loader(args: Route.LoaderArgs) {
  const { id, format } = args.params
  const asked = documentFormats.find((its) => its === format)
  const given = await readAndNote(args, async ({ tx, actor, today }) => {
    const its = await loadKnown(tx, actor, id)
    if (!asked && format !== 'json') throw new NotFound()
    const line = { operation: 'personne.emporter', entite: 'personne', entiteId: id, titre: its.personne.nom }
    await writeJournal(tx, actor, line)
    return { its, issued: { issuer: actor.territoireNom, date: today } }
  })
  if (!asked) return droitsJson(given.its, given.issued)
  return answering(() => documentResponse(parseDocument(droitsDocument(given.its, given.issued)), asked))
}

import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { read, readAndNote, servicesContext } from '#app/platform/http.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { can } from '#app/platform/permissions.ts'
import type { Route } from './+types/archive-fichier.route'
import { archiveResponse } from './archive.server.ts'

/** The archive is made when it is asked for: an address alone gives nothing. */
export async function loader(args: Route.LoaderArgs) {
  return read(args, async () => {
    throw new NotFound('L’archive se prépare depuis sa page.')
  })
}

/** The whole territory as one file; taking it is written in the journal. */
export async function action(args: Route.ActionArgs) {
  const services = args.context.get(servicesContext)
  const slug = await readAndNote(args, async ({ tx, actor }) => {
    if (!can(actor, 'territoire.emporter')) throw new Forbidden()
    const line = { operation: 'territoire.emporter', entite: 'territoire', entiteId: actor.territoireId }
    await writeJournal(tx, actor, { ...line, titre: `Archive de ${actor.territoireNom}` })
    return actor.territoireSlug
  })
  return archiveResponse(services, slug)
}

import { read, readAndNote } from '#app/platform/http.server.ts'
import { listPresent, notePresence } from '#app/platform/presence.server.ts'
import type { Route } from './+types/fiche-presence.route'
import { canEditFiche } from './fiche.permissions.ts'
import { getFiche } from './fiches.queries.server.ts'

/** Who else is there, without saying that one is. */
export async function loader(args: Route.LoaderArgs) {
  const others = await read(args, async ({ tx, actor }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    return listPresent(tx, actor, { entite: 'fiche', entiteId: fiche.id })
  })
  return Response.json({ others })
}

/** An open page says it is there; the answer says who else is. Only for who may read the fiche. */
export async function action(args: Route.ActionArgs) {
  const form = await args.request.formData()
  const others = await readAndNote(args, async ({ tx, actor }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const on = { entite: 'fiche', entiteId: fiche.id }
    const modifie = form.has('modifie') && canEditFiche(actor, fiche)
    await notePresence(tx, actor, { ...on, modifie })
    return listPresent(tx, actor, on)
  })
  return Response.json({ others })
}

import { parseLive, writeLive } from '#app/platform/ecrits/live.server.ts'
import { formOf, readAndNote, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/texte-ecrire.route'
import { texteSpec } from './textes.server.ts'

/** An address that only receives: the page of the text shows it. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

/** Takes what someone typed in each part, from the text they had; the answer is the text of everybody. */
export async function action(args: Route.ActionArgs) {
  const { sorte, id } = args.params
  const now = args.context.get(servicesContext).now()
  const form = await formOf(args.request)
  const answer = await readAndNote(args, (visit) =>
    writeLive(visit, { spec: texteSpec(sorte), id, sent: parseLive(form), now }),
  )
  return Response.json(answer)
}

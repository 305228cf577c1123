import { parseLive } from '#app/platform/ecrits/live.server.ts'
import { formOf, readAndNote } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/seance-notes.route'
import { writeNotes } from './seances.commands.server.ts'

/** An address that only receives: the page of the meeting shows the notes. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

/** Takes what someone typed on an item, from the text they had; the answer is the text of everybody. */
export async function action(args: Route.ActionArgs) {
  const form = await formOf(args.request)
  const point = textParam(args.request, 'point') ?? ''
  const notes = await readAndNote(args, async ({ tx, actor }) => {
    const sent = parseLive(form).ecrits.find(({ cle }) => cle === point)
    const typed = sent ? { base: sent.base, notes: sent.typed } : { base: '', notes: '' }
    return writeNotes(tx, actor, point, { seanceId: args.params.id, ...typed })
  })
  return Response.json({ marque: '', textes: { [point]: notes }, others: [] })
}

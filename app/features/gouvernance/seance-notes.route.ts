import { z } from 'zod'
import { parseForm } from '#app/lib/form-values.ts'
import { formOf, readAndNote } from '#app/platform/http.server.ts'
import type { Route } from './+types/seance-notes.route'
import { writeNotes } from './seances.commands.server.ts'

const notesInput = z.object({ point: z.uuid(), base: z.string().max(50_000), notes: z.string().max(50_000) })

/** An address that only receives: the page of the meeting shows the notes. */
export function loader(): never {
  throw new Response(null, { status: 404 })
}

/** Takes what someone typed, from the text they had; the answer is the text of everybody. */
export async function action(args: Route.ActionArgs) {
  const form = await formOf(args.request)
  const notes = await readAndNote(args, async ({ tx, actor }) => {
    const { point, base, notes: typed } = parseForm(notesInput, form)
    return writeNotes(tx, actor, point, { seanceId: args.params.id, base, notes: typed })
  })
  return Response.json({ notes })
}

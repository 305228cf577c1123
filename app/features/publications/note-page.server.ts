import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { noteDocument } from './note.document.ts'
import type { Reading } from './note-blocs.server.ts'
import { listBlocChoices } from './note-choices.server.ts'
import { loadNote } from './notes.queries.server.ts'

/** The note as a document, its parts and blocks as cards say them. */
export async function loadNotePage(reading: Reading, id: string) {
  const matter = await loadNote(reading, id)
  const issued = { issuer: reading.actor.territoireNom, date: reading.today }
  const { titre, etat, modele, exemple, version } = matter.note
  return {
    note: { id, titre, etat, modele, exemple, version },
    html: renderFragment(parseDocument(noteDocument(matter, issued))),
    parties: matter.parties.map((partie) => ({
      id: partie.id,
      titre: partie.titre,
      aide: partie.aide,
      blocs: partie.blocs.map(({ id: blocId, shown, figeLe, aChange }) => ({
        id: blocId,
        titre: shown.titre,
        figeLe,
        aChange,
      })),
    })),
  }
}

export type NotePage = Awaited<ReturnType<typeof loadNotePage>>

/** The same for the page where the plan is changed, with all that a block can read. */
export async function loadNotePlan(reading: Reading, id: string) {
  const { note, parties } = await loadNotePage(reading, id)
  return { note, parties, choices: await listBlocChoices(reading) }
}

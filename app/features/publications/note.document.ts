import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { exampleCallout } from './fiche.documents.ts'
import { noteEtats } from './note.schema.ts'
import type { NoteMatter, ShownBloc } from './notes.queries.server.ts'
import { textBlocks } from './text-blocks.ts'

const LONG = 6

/** A note as a document: each part with its text, then its blocks, each with its source and its date. */
export function noteDocument(
  { note, parties }: NoteMatter,
  issued: { issuer: string; date: IsoDate },
): DocumentInput {
  return {
    title: note.titre,
    kind: note.modele ? 'Modèle de note' : 'Note',
    issuer: issued.issuer,
    date: issued.date,
    status: noteEtats[note.etat],
    contents: parties.length > LONG,
    blocks: [
      ...exampleCallout(note.exemple),
      ...parties.flatMap(({ titre, texte, blocs }): BlockInput[] => [
        { type: 'heading', level: 1, text: titre },
        ...textBlocks(texte, 2),
        ...blocs.flatMap(blocBlocks),
      ]),
    ],
  }
}

function blocBlocks({ shown, figeLe }: ShownBloc): BlockInput[] {
  const frozen = figeLe === null ? '' : ` Figé le ${formatDate(figeLe)}.`
  const said = `${shown.source}.`.replace(/\.\.$/, '.')
  if (shown.source === '') return shown.blocs
  return [...shown.blocs, { type: 'paragraph', look: 'small', text: `Source : ${said}${frozen}` }]
}

import type { Tx } from '#app/db/connection.server.ts'
import { addBloc, addPartie, createNote, noteEcrit } from '#app/features/publications/index.server.ts'
import { isoDate } from '#app/lib/dates.ts'
import { writeParts } from '#app/platform/ecrits/write-parts.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Seed } from './seed.ts'

const TOLD = isoDate('2017-09-01')
const NOW = new Date('2017-09-15T08:00:00Z')

interface Part {
  titre: string
  aide: string
  blocs?: string[]
}

const council: Part[] = [
  {
    titre: 'Où en est le projet',
    aide: 'Cinq lignes : ce qu’un élu doit retenir.',
    blocs: ['bord|territoire', 'graphique|territoire'],
  },
  { titre: 'Ce qui change', aide: 'Ce qui est nouveau depuis la dernière note.' },
  { titre: 'Ce qui est à décider', aide: 'Une phrase par décision, avec sa date.' },
]

const models: ReadonlyArray<{ titre: string; parts: Part[] }> = [
  { titre: 'Note aux élus', parts: council },
  {
    titre: 'Bilan d’un document-cadre',
    parts: [
      { titre: 'Ce qui était voulu', aide: 'Les axes, en une phrase chacun.', blocs: ['axes|ptcs-2015'] },
      { titre: 'Ce qui s’est fait', aide: 'Les actions qui comptent.', blocs: ['fiches|document:ptcs-2015'] },
      { titre: 'Ce qui en est su', aide: 'Chiffres et terrain ; dire aussi ce qui n’est pas mesuré.' },
      { titre: 'Ce que l’on en apprend', aide: 'Trois leçons, pas plus.' },
    ],
  },
  {
    titre: 'Dossier de séance',
    parts: [
      { titre: 'Pour mémoire', aide: 'Ce qui a été décidé auparavant.' },
      { titre: 'Éléments pour débattre', aide: 'Chiffres, carte, actions concernées.' },
      { titre: 'Questions posées à la séance', aide: 'Une question par ligne.' },
    ],
  },
]

/** The models of notes, and a note to elected members being written. */
export const seedNotes: Seed = async (tx, director) => {
  for (const { titre, parts } of models) {
    const id = await createNote(tx, director, { titre, modele: null, estModele: true })
    await addParts(tx, director, id, parts)
  }
  const id = await createNote(tx, director, {
    titre: 'Point d’étape de la rentrée 2017',
    modele: null,
    exemple: true,
  })
  const [first = ''] = await addParts(tx, director, id, council)
  const typed =
    'Exemple. Le projet entre dans sa troisième année : six axes, des actions dans les trente-cinq communes, et un programme pour la jeunesse qui commence.'
  await writeParts(tx, director, noteEcrit, { id, typed: [{ cle: first, base: '', typed }], now: NOW })
}

async function addParts(
  tx: Tx,
  director: Actor,
  noteId: string,
  parts: ReadonlyArray<Part>,
): Promise<string[]> {
  // No block of the demonstration reads the figures of the observatory: their folder is not needed.
  const reading = { tx, actor: director, at: TOLD, today: TOLD, dataDir: '' }
  const ids: string[] = []
  for (const { titre, aide, blocs = [] } of parts) {
    const partieId = await addPartie(tx, director, noteId, { titre, aide })
    for (const bloc of blocs) await addBloc(reading, noteId, { partieId, bloc })
    ids.push(partieId)
  }
  return ids
}

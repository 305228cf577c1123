import { z } from 'zod'

export const noteEtats = { redaction: 'En rédaction', finale: 'Finale' } as const
export type NoteEtat = keyof typeof noteEtats

/** What a block of a note reads in the project. */
export const blocSortes = {
  bord: 'Chiffres du projet',
  graphique: 'Graphique : fiches par axe',
  axes: 'Axes d’un document-cadre',
  fiches: 'Liste de fiches',
  decisions: 'Décisions d’une instance',
  citations: 'Sur le vif',
  chiffres: 'Chiffres de l’observatoire',
  carte: 'Carte des communes',
} as const
export type BlocSorte = keyof typeof blocSortes

export const noteInput = z.object({ titre: z.string().trim().min(1).max(200) })

export const newNoteInput = noteInput.extend({ modele: z.uuid().nullable() })

export const partieInput = z.object({
  titre: z.string().trim().min(1).max(200),
  aide: z.string().trim().max(500),
})

export type PartieInput = z.infer<typeof partieInput>

import { type Fields, text } from '#app/platform/fields.ts'
import type { PartieInput } from './note.schema.ts'

export const noteWords = {
  titre: { label: 'Titre de la note' },
  modele: { label: 'Modèle', hint: 'Ses parties et ses blocs sont repris ; le modèle ne change pas.' },
}

export const partieFields = {
  titre: { label: 'Intertitre', cell: text },
  aide: { label: 'Consigne', hint: 'Ce que l’on attend ici ; elle ne paraît pas dans la note.', cell: text },
} satisfies Fields<PartieInput>

export const blocWords = { bloc: { label: 'Prendre dans le projet' } }

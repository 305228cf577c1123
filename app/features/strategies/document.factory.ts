import { isoDate } from '#app/lib/dates.ts'
import type { DocumentInput } from './document.schema.ts'

/** A plausible framework document, for tests and examples. */
export function aDocument(given: Partial<DocumentInput> = {}): DocumentInput {
  return {
    code: 'contrat-2015',
    nature: 'contrat_de_ville',
    titre: 'Contrat de ville d’essai',
    resume: 'Un contrat pour essayer.',
    texte: '',
    debut: isoDate('2015-01-01'),
    fin: isoDate('2021-01-01'),
    dateSignature: null,
    perimetreId: null,
    arbreId: null,
    source: 'Essai',
    ...given,
  }
}

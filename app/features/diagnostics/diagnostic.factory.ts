import { isoDate } from '#app/lib/dates.ts'
import type { ConstatInput, DiagnosticInput } from './diagnostic.schema.ts'
import type { ObservationInput } from './observation.schema.ts'

/** A plausible observation about nobody. */
export function anObservation(given: Partial<ObservationInput> = {}): ObservationInput {
  return {
    texte: 'Les habitants renoncent aux soins dentaires, faute de rendez-vous avant six mois.',
    axeId: null,
    communes: ['59606'],
    qpvs: [],
    auteurQualite: 'professionnel',
    observeeLe: isoDate('2026-10-01'),
    depuis: 'depuis deux ans',
    certitude: 'vu',
    sources: 'permanences du centre social',
    etiquettes: 'santé, accès aux soins',
    ...given,
  }
}

export function aDiagnostic(given: Partial<DiagnosticInput> = {}): DiagnosticInput {
  return {
    titre: 'La santé dans deux quartiers',
    annee: 2026,
    axeId: null,
    communes: ['59606'],
    qpvs: [],
    resume: 'Des délais qui éloignent des soins.',
    ...given,
  }
}

export function aConstat(given: Partial<ConstatInput> = {}): ConstatInput {
  return {
    titre: 'On renonce à se soigner',
    indicateurs: ['POV60'],
    observations: [],
    lecture: '',
    accord: 'a_lire',
    engagements: [],
    ...given,
  }
}

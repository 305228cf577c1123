import type { AppelInput } from '#app/features/financements/appel.schema.ts'
import { cadrage, texte, texteFil } from './financements.data.ts'

export const LAST_YEAR = { code: 'CDV-2026', exercice: 2026 }
export const YEAR_BEFORE = { code: 'PREV-2025', exercice: 2025 }

/** The calls of the demonstration, all invented. */
const common = {
  nature: 'contrat_de_ville',
  formulaire: 'complet',
  documentId: null,
  cadrage,
  texte,
  contact: 'Direction de la cohésion sociale (exemple)',
  graceMinutes: 30,
  axeIds: [],
  perimetreId: null,
  perimetreSens: 'dans',
  porteursAdmis: [
    'association',
    'commune',
    'ccas',
    'gip',
    'ecole',
    'bailleur',
    'universite',
    'emploi',
    'entreprise',
  ],
  plancherCentimes: 150_000,
  plafondCentimes: null,
  partPropreMin: null,
  aidePubliqueMax: 0.8,
  partCpoCible: 0.5,
  unParPorteur: false,
  avisPartages: true,
} satisfies Partial<AppelInput>

export const lastYear = {
  ...common,
  ...LAST_YEAR,
  titre: 'Appel à projets 2026 (exemple)',
  ouvreLe: new Date('2025-11-03T08:00:00Z'),
  fermeLe: new Date('2026-01-30T11:00:00Z'),
}
export const yearBefore = {
  ...common,
  ...YEAR_BEFORE,
  titre: 'Prévention et réussite 2025 (exemple)',
  ouvreLe: new Date('2024-11-04T08:00:00Z'),
  fermeLe: new Date('2025-01-31T11:00:00Z'),
}
export const thisYear = {
  ...common,
  code: 'CDV-2027',
  exercice: 2027,
  titre: 'Appel à projets 2027 (exemple)',
  ouvreLe: new Date('2026-11-02T08:00:00Z'),
  fermeLe: new Date('2027-01-29T11:00:00Z'),
}
export const localFund = {
  ...common,
  code: 'FIL-2027',
  exercice: 2027,
  titre: 'Fonds d’initiatives locales 2027 (exemple)',
  nature: 'fonds_local',
  formulaire: 'simplifie',
  cadrage: '',
  texte: texteFil,
  ouvreLe: new Date('2026-11-02T08:00:00Z'),
  fermeLe: new Date('2027-12-15T11:00:00Z'),
  plancherCentimes: null,
  plafondCentimes: 200_000,
  partPropreMin: 0.2,
  partCpoCible: null,
} satisfies Partial<AppelInput>

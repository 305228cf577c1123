import { isoDate } from '#app/lib/dates.ts'
import type { FicheInput, FicheRecord } from './fiche.schema.ts'

/** A plausible fiche, complete enough to be validated once it has an axis and a carrier. */
export function aFiche(given: Partial<FicheInput> = {}): FicheInput {
  return {
    code: '',
    nature: 'action',
    titre: 'Atelier mobilité des jeunes',
    resume: 'Des ateliers pour apprendre à se déplacer vers l’emploi et la formation.',
    contexte: 'Beaucoup de jeunes refusent une formation faute de savoir s’y rendre.',
    objectifs: 'Que chaque jeune suivi sache préparer un trajet.',
    axeId: null,
    autresAxeIds: [],
    themeIds: [],
    documentIds: [],
    parentId: null,
    portee: 'territoire',
    communeCodes: [],
    qpvCodes: [],
    publicVise: 'Jeunes de 16 à 25 ans',
    beneficiairesPrevus: 40,
    porteurId: null,
    operateurIds: [],
    partenaireIds: [],
    financeurIds: [],
    gestionDirecte: false,
    verificationOffre: '',
    debut: isoDate('2017-01-01'),
    fin: isoDate('2019-01-01'),
    budgetCentimes: 1_250_000,
    lecons: '',
    ...given,
  }
}

/** The same as it is kept, at its first state unless said. */
export function aFicheRecord(given: Partial<FicheRecord> = {}): FicheRecord {
  const { etat = 'idee', motifEtat = '', exemple = false, ...input } = given
  return { ...aFiche(input), etat, motifEtat, exemple }
}

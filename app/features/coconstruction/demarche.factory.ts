import { isoDate } from '#app/lib/dates.ts'
import type { ContributionInput, DemarcheInput } from './demarche.schema.ts'

/** A plausible renewal; the document and the groups are the test's. */
export function aDemarche(
  given: Partial<DemarcheInput> & Pick<DemarcheInput, 'documentId' | 'groupes'>,
): DemarcheInput {
  return {
    titre: 'Renouvellement du projet',
    objet: 'Écrire à plusieurs ce que le territoire veut faire.',
    contributionsDu: isoDate('2026-11-01'),
    contributionsAu: isoDate('2026-12-31'),
    redactionAu: isoDate('2027-02-28'),
    consultationAu: isoDate('2027-04-15'),
    points: 5,
    ...given,
  }
}

export function aContribution(given: Partial<ContributionInput> = {}): ContributionInput {
  return {
    axeId: null,
    nature: 'proposition',
    texte: 'Ouvrir le gymnase le soir, avec une personne qui accueille.',
    instanceId: null,
    organisationId: null,
    auteur: 'Directrice du centre social',
    ...given,
  }
}

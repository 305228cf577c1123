import type { OrganisationInput } from './organisation.schema.ts'

/** A plausible association, for tests and examples. */
export function anOrganisation(given: Partial<OrganisationInput> = {}): OrganisationInput {
  return {
    nom: 'Association d’exemple',
    sigle: 'ADE',
    nature: 'association',
    siret: null,
    siren: null,
    rna: 'W596001234',
    communeCode: null,
    adresse: '1 rue de l’Exemple',
    courriel: 'contact@association.invalid',
    telephone: null,
    siteWeb: null,
    debut: null,
    fin: null,
    ...given,
  }
}

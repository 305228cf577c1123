import type { Niveau } from '#data/sources/niveaux.ts'

export type Direction = 'hausse' | 'baisse' | 'contexte' | 'ambigu'

/** Where an indicator is published as it is: a variable of a data set. `{aa}` stands for the two digits of the year. */
export interface PublishedAs {
  dataset: string
  variable: string
  /** What the variable must be multiplied by to be in the unit of the indicator; 1 when absent. */
  scale?: number
}

/** A ratio computed from counts of one data set: sum of numerators over sum of denominators, times a scale. */
export interface ComputedAs {
  datasets: readonly string[]
  numerators: readonly string[]
  denominators: readonly string[]
  scale: number
}

/** An indicator is a definition before it is a number. */
export interface Indicateur {
  id: string
  /** Rank in the catalogue of reference; the fifteen series of crime share one. */
  rank: number
  theme: Theme
  label: string
  definition: string
  formula: string
  unit: string
  direction: Direction
  /** Why a rise is not simply good or bad. */
  directionNote?: string
  source: string
  dataset: string
  licence: string
  /** Levels at which the producer publishes it, the finest first. */
  niveaux: readonly Niveau[]
  frequency: string
  secrecyRule: string
  breakdowns: ReadonlyArray<'sexe' | 'age'>
  comparators: readonly Niveau[]
  knownBreaks: readonly string[]
  /** How it goes from places to a larger one. */
  additivity: 'somme' | 'ratio-de-sommes' | 'non-additif'
  published: readonly PublishedAs[]
  computed: readonly ComputedAs[]
}

export type Theme = 'population' | 'revenus' | 'emploi' | 'education' | 'sante' | 'logement' | 'securite'

export const themeLabels: Record<Theme, string> = {
  population: 'Population et contexte',
  revenus: 'Revenus et pauvreté',
  emploi: 'Emploi et économie',
  education: 'Éducation et jeunesse',
  sante: 'Santé',
  logement: 'Logement, renouvellement urbain, cadre de vie',
  securite: 'Sécurité, exclusion, participation',
}

type Defaults = Pick<
  Indicateur,
  'source' | 'dataset' | 'licence' | 'frequency' | 'secrecyRule' | 'knownBreaks' | 'niveaux'
>

/** What an indicator says of itself; the rest comes from its source. */
export type Entry = Partial<Indicateur> &
  Pick<Indicateur, 'id' | 'rank' | 'label' | 'definition' | 'formula' | 'unit' | 'direction'>

const COMPARATORS: readonly Niveau[] = ['commune', 'epci', 'unite-urbaine', 'departement', 'region', 'france']

/** Completes the entries of a theme with the facts of their source. */
export function entries(theme: Theme, source: Defaults, list: readonly Entry[]): Indicateur[] {
  return list.map((entry) => ({
    theme,
    ...source,
    breakdowns: [],
    comparators: COMPARATORS,
    additivity: (entry.computed ?? []).length > 0 ? 'ratio-de-sommes' : 'non-additif',
    published: [],
    computed: [],
    ...entry,
  }))
}

const LICENCE = 'Licence Ouverte 2.0'
const QPV_BREAK = 'Les périmètres des QPV ont changé en 2024 : les deux générations ne forment pas une série.'

/** Facts shared by the indicators of one producer. */
export const sources = {
  recensement: {
    source: 'Insee, recensement de la population',
    dataset: 'dossier_complet, base_cc_*, base_ic_*, DS_RP_*',
    licence: LICENCE,
    frequency: 'annuelle (enquêtes de cinq années)',
    secrecyRule: 'Pas de résultat fiable sous 2 000 habitants : bruit d’échantillonnage.',
    knownBreaks: ['Deux millésimes ne se comparent qu’à cinq ans d’écart au moins.', QPV_BREAK],
    niveaux: ['qpv', 'iris', 'commune', 'epci', 'departement', 'region', 'france'],
  },
  filosofi: {
    source: 'Insee-DGFiP-Cnaf-Cnav-Ccmsa, Filosofi',
    dataset: 'cc_filosofi, filosofi_iris_disp, DS_FILOSOFI_*',
    licence: LICENCE,
    frequency: 'annuelle jusqu’en 2021',
    secrecyRule:
      'Médiane dès 100 personnes ou 50 ménages ; distribution complète dès 2 000 personnes ou 1 000 ménages.',
    knownBreaks: ['Filosofi s’arrête à 2021 : le millésime 2022 n’a pas pu être produit.', QPV_BREAK],
    niveaux: ['qpv', 'iris', 'commune', 'epci', 'departement', 'region', 'france'],
  },
  caf: {
    source: 'Cnaf',
    dataset: 'caf',
    licence: LICENCE,
    frequency: 'annuelle',
    secrecyRule: 'Effectifs inférieurs à 5 masqués.',
    knownBreaks: [QPV_BREAK],
    niveaux: ['qpv', 'commune', 'epci', 'departement', 'france'],
  },
  travail: {
    source: 'France Travail-Dares',
    dataset: 'demandeurs_emploi',
    licence: LICENCE,
    frequency: 'trimestrielle',
    secrecyRule: 'Effectifs arrondis à 5, petits effectifs masqués.',
    knownBreaks: [QPV_BREAK],
    niveaux: ['qpv', 'commune', 'epci', 'departement', 'region', 'france'],
  },
  entreprises: {
    source: 'Insee, Sirene et SIDE',
    dataset: 'base_cc_comparateur, dossier_complet, DS_SIDE_*',
    licence: LICENCE,
    frequency: 'annuelle',
    secrecyRule: 'Au moins 3 unités, aucune ne dépassant 85 % du total.',
    knownBreaks: [QPV_BREAK],
    niveaux: ['qpv', 'commune', 'epci', 'departement', 'france'],
  },
  ecole: {
    source: 'DEPP, ministère de l’Éducation nationale',
    dataset: 'DEPP',
    licence: LICENCE,
    frequency: 'annuelle',
    secrecyRule: 'Petits effectifs masqués par le producteur.',
    knownBreaks: [],
    niveaux: ['etablissement', 'commune'],
  },
  sante: {
    source: 'DREES, Cnam, Santé publique France',
    dataset: 'DREES, Cnam',
    licence: LICENCE,
    frequency: 'annuelle',
    secrecyRule: 'Effectifs inférieurs à 11 masqués.',
    knownBreaks: [],
    niveaux: ['commune', 'epci', 'departement', 'france'],
  },
  logementSocial: {
    source: 'SDES, RPLS et SNE',
    dataset: 'RPLS',
    licence: LICENCE,
    frequency: 'annuelle',
    secrecyRule: 'Moins de 11 logements ou 3 bailleurs : masqué.',
    knownBreaks: [],
    niveaux: ['qpv', 'commune', 'epci', 'departement'],
  },
  delinquance: {
    source: 'SSMSI, base communale de la délinquance enregistrée',
    dataset: 'ssmsi',
    licence: LICENCE,
    frequency: 'annuelle (juillet)',
    secrecyRule:
      'Publié au-delà de 5 faits pendant 3 années de suite ; sinon inconnu, jamais complété par la moyenne départementale.',
    knownBreaks: [
      'Juillet 2025 : les coups et blessures volontaires sont remplacés par deux séries (dans et hors de la famille).',
    ],
    niveaux: ['commune', 'departement', 'france'],
  },
  local: {
    source: 'Producteur local',
    dataset: 'remise de données du partenaire',
    licence: 'selon la convention de remise',
    frequency: 'annuelle',
    secrecyRule: 'Effectifs de 1 à 4 masqués, avec suppression complémentaire.',
    knownBreaks: [],
    niveaux: ['qpv', 'commune', 'epci'],
  },
} as const satisfies Record<string, Defaults>

/** Wide bases of the census with the same variable names. */
export const CENSUS_BASES = [
  'dossier_complet',
  'base_cc_evol_struct_pop',
  'base_cc_emploi_pop_active',
  'base_cc_activite_residents',
  'base_cc_diplomes_formation',
  'base_cc_couples_familles_menages',
  'base_cc_logement',
  'base_cc_recensement',
  'base_cc_comparateur',
  'base_ic_evol_struct_pop',
  'base_ic_activite_residents',
  'base_ic_diplomes_formation',
  'base_ic_couples_familles_menages',
  'base_ic_logement',
  'base_ic_recensement',
] as const

/** A ratio of census counts, in per cent unless said. */
export function census(
  numerators: readonly string[],
  denominators: readonly string[],
  scale = 100,
): ComputedAs {
  return { datasets: CENSUS_BASES, numerators, denominators, scale }
}

/** The same variable of several data sets, the most detailed source first. */
export function publishedIn(variable: string, ...datasets: readonly string[]): PublishedAs[] {
  return datasets.map((dataset) => ({ dataset, variable }))
}

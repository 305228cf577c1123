/**
 * Rules of statistical secrecy, source by source, as the producers publish them. They are data: screens show
 * their sentences, `refusalToPublish` applies them. Where a producer's threshold is not public, the strictest known
 * one is used and `isCertain` is false.
 */

export type SecretRuleId =
  | 'filosofi-quartier'
  | 'filosofi-distribution'
  | 'filosofi-carreau'
  | 'recensement-infracommunal'
  | 'insee-qpv-perturbe'
  | 'entreprises'
  | 'ssmsi-communal'
  | 'caf-quartier'
  | 'france-travail-quartier'
  | 'donnees-propres'

/** What is known of a cell about to be published; a rule refuses when it misses what it needs. */
export type CellFacts = {
  personnes?: number
  menages?: number
  /** Population of the zone the figure is about, when the figure is about a part of it. */
  populationZone?: number
  unites?: number
  /** Share of the largest unit in the total, in [0, 1]. */
  partPlusGrande?: number
  /** The count itself, for counts of persons. */
  effectif?: number
  /** Counts of the year and of the two before it, for crime. */
  troisAnnees?: readonly [number, number, number]
}

export type SecretRule = {
  id: SecretRuleId
  source: string
  sentence: string
  /** Where the rule is written; « à confirmer » when the threshold is only reported. */
  reference: string
  isCertain: boolean
  /** Whether totals are additive: perturbed counts are not. */
  isAdditive: boolean
  thresholds: Readonly<Record<string, number>>
  isPublishable: (facts: CellFacts) => boolean
}

const atLeast = (value: number | undefined, threshold: number) => value !== undefined && value >= threshold

/** Threshold of our own published counts: 1 to 4 are masked. */
export const OWN_DATA_THRESHOLD = 5

export const secretRules: Record<SecretRuleId, SecretRule> = {
  'filosofi-quartier': {
    id: 'filosofi-quartier',
    source: 'Filosofi, quartiers prioritaires et zones à façon : médiane et effectifs',
    sentence: 'Publié à partir de 100 personnes ou de 50 ménages.',
    reference: 'Arrêté du 28 septembre 2012',
    isCertain: true,
    isAdditive: true,
    thresholds: { personnes: 100, menages: 50 },
    isPublishable: ({ personnes, menages }) => atLeast(personnes, 100) || atLeast(menages, 50),
  },
  'filosofi-distribution': {
    id: 'filosofi-distribution',
    source: 'Filosofi, IRIS et grandes zones : distribution complète',
    sentence:
      'Publié pour les zones d’au moins 2 000 personnes ou 1 000 ménages ; une sous-population doit compter au moins 200 personnes.',
    reference: 'Arrêté du 28 septembre 2012',
    isCertain: true,
    isAdditive: true,
    thresholds: { personnes: 2000, menages: 1000, sousPopulation: 200 },
    isPublishable: ({ personnes, menages, populationZone }) =>
      populationZone === undefined
        ? atLeast(personnes, 2000) || atLeast(menages, 1000)
        : populationZone >= 2000 && atLeast(personnes, 200),
  },
  'filosofi-carreau': {
    id: 'filosofi-carreau',
    source: 'Revenus carroyés (200 m, 1 km)',
    sentence: 'Publié à partir de 11 ménages par carreau.',
    reference: 'Insee, données carroyées',
    isCertain: true,
    isAdditive: true,
    thresholds: { menages: 11 },
    isPublishable: ({ menages }) => atLeast(menages, 11),
  },
  'recensement-infracommunal': {
    id: 'recensement-infracommunal',
    source: 'Recensement de la population, résultats plus fins que la commune',
    sentence: 'Conseillé à partir de 2 000 habitants : en dessous, l’aléa de sondage l’emporte.',
    reference: 'Insee, conseils d’utilisation du recensement',
    isCertain: true,
    isAdditive: true,
    thresholds: { populationZone: 2000 },
    isPublishable: ({ populationZone, personnes }) => atLeast(populationZone ?? personnes, 2000),
  },
  'insee-qpv-perturbe': {
    id: 'insee-qpv-perturbe',
    source: 'Insee, effectifs par quartier prioritaire (millésimes récents)',
    sentence: 'Effectifs perturbés par le producteur : 0 ou au moins 5, et les totaux ne s’additionnent pas.',
    reference: 'Insee, méthode des clés aléatoires',
    isCertain: true,
    isAdditive: false,
    thresholds: { effectif: 5 },
    isPublishable: ({ effectif }) => effectif === 0 || atLeast(effectif, 5),
  },
  entreprises: {
    id: 'entreprises',
    source: 'Statistiques d’entreprises',
    sentence: 'Publié à partir de trois unités, si aucune ne pèse plus de 80 % du total.',
    // The law says 85 %; a public team applies 80 %, the stricter of the two.
    reference: 'Secret statistique des entreprises (seuil de dominance de 85 % à confirmer)',
    isCertain: false,
    isAdditive: true,
    thresholds: { unites: 3, partPlusGrande: 0.8 },
    isPublishable: ({ unites, partPlusGrande }) =>
      atLeast(unites, 3) && partPlusGrande !== undefined && partPlusGrande <= 0.8,
  },
  'ssmsi-communal': {
    id: 'ssmsi-communal',
    source: 'SSMSI, délinquance enregistrée par commune',
    sentence:
      'Publié quand plus de 5 faits ont été enregistrés chacune des trois dernières années ; la moyenne départementale jointe ne remplace jamais la valeur.',
    reference: 'SSMSI, base communale de la délinquance',
    isCertain: true,
    isAdditive: true,
    thresholds: { faits: 6, annees: 3 },
    isPublishable: ({ troisAnnees }) => troisAnnees?.every((facts) => facts > 5) ?? false,
  },
  'caf-quartier': {
    id: 'caf-quartier',
    source: 'CAF, allocataires par quartier',
    sentence: 'Publié à partir de 5 allocataires.',
    reference: 'CNAF (seuil à confirmer)',
    isCertain: false,
    isAdditive: true,
    thresholds: { effectif: 5 },
    isPublishable: ({ effectif }) => effectif === 0 || atLeast(effectif, 5),
  },
  'france-travail-quartier': {
    id: 'france-travail-quartier',
    source: 'France Travail, demandeurs d’emploi par quartier',
    sentence: 'Publié à partir de 10 demandeurs d’emploi.',
    reference: 'France Travail (seuil de 5 à 10, à confirmer)',
    isCertain: false,
    isAdditive: true,
    thresholds: { effectif: 10 },
    isPublishable: ({ effectif }) => effectif === 0 || atLeast(effectif, 10),
  },
  'donnees-propres': {
    id: 'donnees-propres',
    source: 'Données produites par le projet (participants, présences)',
    sentence: 'Les effectifs de 1 à 4 sont masqués, avec une case de plus quand un total les ferait deviner.',
    reference: 'Règle du projet, k = 5',
    isCertain: true,
    isAdditive: true,
    thresholds: { effectif: OWN_DATA_THRESHOLD },
    isPublishable: ({ effectif }) => effectif === 0 || atLeast(effectif, OWN_DATA_THRESHOLD),
  },
}

/** Why a cell may not be published under a rule, as a French sentence, or null when it may. */
export function refusalToPublish(ruleId: SecretRuleId, facts: CellFacts): string | null {
  const rule = secretRules[ruleId]
  return rule.isPublishable(facts) ? null : `Masqué par le secret statistique. ${rule.sentence}`
}

/** The rules that decide what may be said, as data: they are shown beside every study, in the same words. */
export type Guardrail = {
  readonly id: `G${number}`
  readonly rule: string
  readonly reason: string
}

/** Thresholds of the rules, in one place. */
export const THRESHOLDS = {
  /** G2: below, no t-test; a placebo rank only. */
  treatedForErrors: 3,
  /** G2: below, the placebo rank is the headline. */
  treatedForHeadlineErrors: 10,
  /** G3: below, a rank cannot reach 5 %. */
  donorsForFivePercent: 19,
  donorsForSynthetic: 20,
  fewestDonors: 5,
  /** G4: independent measures before the start, by method. */
  measuresBefore: { sc: 8, asc: 8, sdid: 5, event: 3, cs: 3, did: 3, bacon: 3, its: 12 },
  /** G5: normalised pre-treatment gap. */
  goodFit: 0.5,
  fairFit: 1,
  /** G5: treated gap against the median placebo gap. */
  fitAgainstPlacebos: 2,
  /** G10: years between two census vintages. */
  censusYears: 5,
  /** G13: people. */
  populationRegister: 1_000,
  populationCensus: 2_000,
  /** G18. */
  measuresAfterForBreak: 8,
  /** Level of tests, and of the weaker « signal » of a rank. */
  certain: 0.05,
  signal: 0.1,
} as const

export const GUARDRAILS: readonly Guardrail[] = [
  {
    id: 'G1',
    rule: 'La méthode, l’indicateur, le sens attendu, les dates et la règle de choix des territoires de comparaison sont figés et datés avant l’affichage d’un résultat ; tout changement ultérieur figure dans le rapport.',
    reason: 'Sur les mêmes données, quatre méthodes donnent quatre verdicts.',
  },
  {
    id: 'G2',
    rule: 'Moins de 3 territoires traités : ni test de Student, ni étoiles, seulement un rang parmi des placebos. Moins de 10 : le rang est le résultat mis en avant.',
    reason: 'Avec un seul territoire traité et aucun effet, le test usuel en trouve un dans 87 % des cas.',
  },
  {
    id: 'G3',
    rule: 'Le p d’un placebo vaut (1 + nombre de placebos au moins aussi extrêmes) ÷ (donneurs + 1). Avec moins de 19 donneurs, un verdict à 5 % est impossible, et c’est dit.',
    reason: 'Son plancher est 1 ÷ (donneurs + 1).',
  },
  {
    id: 'G4',
    rule: 'Mesures indépendantes avant le début : 8 pour un contrôle synthétique, 5 pour une différence de différences synthétique, 3 pour une étude d’événement ; 2, description ; 1, pas d’évaluation.',
    reason: 'Un passé court se reproduit par hasard.',
  },
  {
    id: 'G5',
    rule: 'Écart au passé rapporté à la variation annuelle des donneurs : bon sous 0,5 ; prudence jusqu’à 1 ; au-delà, ou au-delà de deux fois l’écart médian des placebos, refus du contrôle synthétique simple.',
    reason: 'Un jumeau qui reproduit mal le passé est biaisé.',
  },
  {
    id: 'G6',
    rule: 'Les deux dernières dates avant le début sont cachées puis prédites, et l’erreur est montrée à côté de l’effet ; placebo dans le temps et retrait de chaque donneur sont toujours faits.',
    reason: 'Un ajustement peut coller au passé sans rien prédire.',
  },
  {
    id: 'G7',
    rule: 'Les donneurs sont de même taille, dans l’étendue des territoires traités, jamais traités, et ni voisins ni proches ; les voisins sont estimés à part.',
    reason: 'Une action déborde sur les territoires voisins.',
  },
  {
    id: 'G8',
    rule: 'Environ 200 donneurs au plus, choisis par une règle qui ne regarde que l’avant.',
    reason: 'Trop de donneurs : on interpole entre des territoires sans rapport.',
  },
  {
    id: 'G9',
    rule: 'L’année de la mesure qui a servi à choisir les quartiers n’est jamais le point de départ ; elle est retirée.',
    reason: 'Choisis sur une mauvaise année, les quartiers s’améliorent ensuite sans rien faire.',
  },
  {
    id: 'G10',
    rule: 'Recensement : deux millésimes espacés d’au moins 5 ans.',
    reason: 'Deux millésimes voisins partagent jusqu’à quatre enquêtes sur cinq.',
  },
  {
    id: 'G11',
    rule: 'Filosofi : un changement de méthode à la date du traitement est signalé ; seules les comparaisons où les donneurs l’ont subi aussi sont offertes.',
    reason: 'L’Insee déconseille de lire ces évolutions locales d’une année sur l’autre.',
  },
  {
    id: 'G12',
    rule: 'Toutes les années sont calculées sur un seul contour.',
    reason: 'Un périmètre qui change fait bouger les chiffres.',
  },
  {
    id: 'G13',
    rule: 'Taux : au moins 1 000 habitants par territoire pour une source administrative, 2 000 pour le recensement ; sinon regrouper.',
    reason: 'Sur de petits effectifs, le hasard domine.',
  },
  {
    id: 'G14',
    rule: 'Plusieurs indicateurs : correction de Holm sur la famille déclarée, de Benjamini-Hochberg en exploration, les deux montrées.',
    reason: 'Vingt indicateurs sans effet donnent une fausse alerte dans 64 % des cas.',
  },
  {
    id: 'G15',
    rule: 'Dates d’entrée échelonnées : effets par cohorte ; l’estimation à deux effets fixes n’est montrée qu’avec sa décomposition.',
    reason: 'Elle peut compter des effets à l’envers.',
  },
  {
    id: 'G16',
    rule: 'Le test des tendances d’avant est donné, sans valoir preuve ; la valeur de rupture de l’hypothèse l’accompagne.',
    reason: 'Ne pas voir d’écart n’est pas en exclure un.',
  },
  {
    id: 'G17',
    rule: 'Chaque verdict donne l’effet, l’intervalle, le plus petit effet visible, le nombre de territoires, les sources, et ce qui n’est pas montré.',
    reason: 'Un chiffre seul trompe.',
  },
  {
    id: 'G18',
    rule: 'Série interrompue seulement faute de donneur, avec 12 dates avant et 8 après ; verdict limité au signal.',
    reason: 'Sans comparaison, toute autre cause à la même date explique aussi bien la rupture.',
  },
  {
    id: 'G19',
    rule: 'Un résultat parle du territoire, jamais « des habitants ».',
    reason: 'Trois habitants sur dix ont quitté leur quartier prioritaire entre 2011 et 2020.',
  },
]

/** The most that may be concluded. 0 no evaluation, 1 description, 2 signal, 3 effect likely, N none visible, I inconclusive. */
export type VerdictLevel = '0' | '1' | '2' | '3' | 'N' | 'I'

export type DecisionRow = {
  readonly row: number
  readonly situation: string
  readonly method: string
  readonly highest: VerdictLevel
}

export const DECISION_TABLE: readonly DecisionRow[] = [
  { row: 1, situation: '1 mesure avant', method: 'aucune', highest: '0' },
  {
    row: 2,
    situation: '2 mesures avant, avec des territoires de comparaison',
    method: 'différence 2×2, descriptive',
    highest: '1',
  },
  {
    row: 3,
    situation: '3 ou 4 mesures avant, au moins 10 territoires traités à la même date',
    method: 'étude d’événement, grappes et placebos',
    highest: '2',
  },
  {
    row: 4,
    situation: 'au moins 5 mesures avant, 10 territoires traités à la même date',
    method: 'différence de différences synthétique',
    highest: '3',
  },
  {
    row: 5,
    situation: 'au moins 5 mesures avant, plusieurs dates d’entrée',
    method: 'effets par cohorte, doublement robustes',
    highest: '3',
  },
  {
    row: 6,
    situation: 'au moins 8 mesures avant, 1 ou 2 territoires traités, 20 donneurs, bon ajustement',
    method: 'contrôle synthétique et placebos',
    highest: '3',
  },
  {
    row: 7,
    situation: 'comme 6, ajustement moyen',
    method: 'différence synthétique ou contrôle augmenté',
    highest: '2',
  },
  { row: 8, situation: 'mauvais ajustement', method: 'aucune', highest: '0' },
  { row: 9, situation: '5 à 18 donneurs', method: 'comme 6 ou 7', highest: '2' },
  {
    row: 10,
    situation: 'choix sur la mesure elle-même',
    method: 'comparaison près du seuil, sans l’année du choix',
    highest: '2',
  },
  { row: 11, situation: 'recensement, millésimes à moins de 5 ans', method: 'refus', highest: '0' },
  {
    row: 12,
    situation: 'changement de méthode de la source',
    method: 'comparaison avec des donneurs qui l’ont subi',
    highest: '2',
  },
  { row: 13, situation: 'périmètre modifié', method: 'contour constant, ou refus', highest: '3' },
  { row: 14, situation: 'aucun donneur', method: 'série interrompue', highest: '2' },
  { row: 15, situation: 'moins de 8 dates, aucun donneur', method: 'Mann-Kendall, Theil-Sen', highest: '1' },
  {
    row: 16,
    situation: 'l’intervalle contient 0, l’effet utile aurait été vu',
    method: 'comme prévu',
    highest: 'N',
  },
  {
    row: 17,
    situation: 'l’intervalle contient 0, l’effet utile pouvait échapper',
    method: 'comme prévu',
    highest: 'I',
  },
  { row: 18, situation: 'plusieurs indicateurs', method: 'Holm', highest: '3' },
  { row: 19, situation: 'les méthodes ne s’accordent pas sur le sens', method: 'tout montrer', highest: 'I' },
]

import type { CalculCode } from '#app/features/evaluation/calculables.ts'
import type { ConstatEvaluationInput, QuestionInput } from '#app/features/evaluation/referentiel.schema.ts'
import type { IndicateurSuiviInput } from '#app/features/evaluation/suivi.schema.ts'

type Question = Pick<QuestionInput, 'objet' | 'critere' | 'texte' | 'jugement' | 'methode' | 'sources'> & {
  axe: string | null
  qui: string
  fonction: string
  echeance: string
  budgetEuros: number
  indicateurs: ReadonlyArray<string>
  constat?: Pick<ConstatEvaluationInput, 'titre' | 'reponse' | 'texte' | 'limites' | 'chiffres'>
}

const EPCI = 'Valenciennes Métropole'
const ETAT = 'Sous-préfecture de Valenciennes'

/** Made-up questions of evaluation of the contract of 2015, two of them answered. */
export const questionsDemo: ReadonlyArray<Question> = [
  {
    objet: 'contexte',
    critere: 'pertinence',
    axe: '1',
    texte: 'Le taux de pauvreté des communes du contrat s’est-il rapproché de celui de l’intercommunalité ?',
    jugement: 'L’écart se réduit d’un point au moins entre le début et la fin du contrat.',
    methode: 'Comparaison avec l’intercommunalité, sans conclusion sur la cause.',
    sources: 'Filosofi, par commune, chaque année.',
    qui: EPCI,
    fonction: 'Animation et mission OSE',
    echeance: '2018-06-30',
    budgetEuros: 0,
    indicateurs: [],
    constat: {
      titre: 'On ne peut pas dire que l’écart de pauvreté a changé (exemple).',
      reponse: 'sans_conclusion',
      texte: 'Trois millésimes seulement sont comparables, et la mesure a changé entre-temps (exemple).',
      limites: 'Le chiffre porte sur les communes entières, pas sur les quartiers.',
      chiffres: ['POV60'],
    },
  },
  {
    objet: 'contexte',
    critere: 'impact',
    axe: '2',
    texte: 'Les habitants des quartiers trouvent-ils plus facilement un médecin qu’en 2015 ?',
    jugement: 'Le diagnostic partagé ne cite plus l’accès aux soins parmi les trois premières difficultés.',
    methode: 'Diagnostic partagé repris tous les deux ans.',
    sources: 'Observations de terrain, assurance maladie.',
    qui: 'CPAM du Hainaut',
    fonction: 'Service des études',
    echeance: '2027-03-31',
    budgetEuros: 4_000,
    indicateurs: [],
  },
  {
    objet: 'actions',
    critere: 'efficacite',
    axe: '2',
    texte: 'Les actions de santé ont-elles atteint les habitants des quartiers prioritaires ?',
    jugement: 'La moitié des participants vivent dans un quartier prioritaire.',
    methode: 'Suivi des bénéficiaires, vingt entretiens.',
    sources: 'Comptes rendus des porteurs.',
    qui: EPCI,
    fonction: 'Chargée de mission santé',
    echeance: '2018-06-30',
    budgetEuros: 12_000,
    indicateurs: ['participants'],
    constat: {
      titre: 'Les actions de santé touchent surtout des habitants déjà suivis (exemple).',
      reponse: 'en_partie',
      texte:
        'Un participant sur trois vit dans un quartier prioritaire, contre un sur deux attendu (exemple).',
      limites: 'Quatre porteurs sur neuf n’ont pas dit d’où viennent leurs participants.',
      chiffres: ['POP_TOTAL'],
    },
  },
  {
    objet: 'actions',
    critere: 'efficience',
    axe: '1',
    texte: 'Que coûte une personne accompagnée vers l’emploi, selon l’action ?',
    jugement: 'Chaque action dit son coût par personne ; les écarts sont expliqués.',
    methode: 'Budgets et bénéficiaires des fiches.',
    sources: 'Fiches action, comptes rendus financiers.',
    qui: EPCI,
    fonction: 'Administration et finances',
    echeance: '2027-06-30',
    budgetEuros: 0,
    indicateurs: ['EUR_PER_BENEF'],
  },
  {
    objet: 'valeur_ajoutee',
    critere: 'coherence',
    axe: null,
    texte: 'Les signataires travaillent-ils davantage ensemble qu’avant le contrat ?',
    jugement: 'Plus d’actions menées à plusieurs, plus de communes présentes aux instances.',
    methode: 'Comptage par Maillage, avant et après 2015.',
    sources: 'Fiches action, feuilles de présence.',
    qui: EPCI,
    fonction: 'Direction de la cohésion sociale',
    echeance: '2027-06-30',
    budgetEuros: 0,
    indicateurs: ['PARTICIPATION', 'DATA_DELIVERY'],
  },
  {
    objet: 'valeur_ajoutee',
    critere: 'efficience',
    axe: null,
    texte: 'Le contrat a-t-il mobilisé le droit commun de l’État ?',
    jugement: 'La part du droit commun augmente chaque année.',
    methode: 'Lecture des lignes de financement.',
    sources: 'Dossiers et conventions.',
    qui: ETAT,
    fonction: 'Délégué du préfet',
    echeance: '2027-06-30',
    budgetEuros: 8_000,
    indicateurs: [],
  },
]

/** A made-up logic model of the axis of health: boxes by key, arrows between them. */
export const logiqueDemo = {
  axe: '2',
  cases: [
    ['mediatrices', 'moyens', 'Deux médiatrices santé, un local dans chaque centre social'],
    ['credits', 'moyens', 'Crédits de l’ARS et du contrat'],
    ['permanences', 'activites', 'Permanences d’accès aux droits de santé'],
    ['ateliers', 'activites', 'Ateliers nutrition et activité physique'],
    ['recus', 'realisations', '600 personnes reçues par an, la moitié des quartiers'],
    ['groupes', 'realisations', '20 groupes d’habitants réguliers'],
    ['droits', 'effets', 'Droits ouverts et médecin traitant déclaré'],
    ['habitudes', 'effets', 'Habitudes de vie changées après un an'],
    ['soins', 'impacts', 'Moins de renoncement aux soins dans les quartiers'],
  ],
  fleches: [
    ['mediatrices', 'permanences', 'Les centres sociaux prêtent une pièce deux jours par semaine.', 'etayee'],
    ['credits', 'ateliers', 'Les crédits arrivent avant septembre.', 'fragile'],
    ['permanences', 'recus', 'Les habitants connaissent les permanences et osent venir.', 'a_verifier'],
    ['ateliers', 'groupes', 'Les mêmes personnes reviennent.', 'a_verifier'],
    ['recus', 'droits', 'La CPAM traite les dossiers en moins d’un mois.', 'etayee'],
    ['groupes', 'habitudes', 'Une habitude prise en groupe tient sans le groupe.', 'fragile'],
    ['droits', 'soins', 'Un médecin est disponible à moins d’une demi-heure.', 'fragile'],
    ['habitudes', 'soins', 'Se sentir mieux fait consulter plus tôt.', 'a_verifier'],
  ],
} as const

type Suivi = Pick<IndicateurSuiviInput, 'nom' | 'definition' | 'unite' | 'sens'> & {
  cle: string
  axe: string | null
  qui: string
  reference: readonly [number, number] | null
  cibles: ReadonlyArray<readonly [number, number]>
  observes: ReadonlyArray<readonly [number, number, string]>
}

/** Made-up indicators that somebody types or delivers. */
export const indicateursDemo: ReadonlyArray<Suivi> = [
  {
    cle: 'participants',
    nom: 'Part des participants qui vivent en quartier prioritaire',
    definition: 'Participants aux actions de santé domiciliés en QPV, parmi ceux dont l’adresse est connue.',
    unite: '%',
    sens: 'hausse',
    axe: '2',
    qui: EPCI,
    reference: [2015, 24],
    cibles: [
      [2018, 40],
      [2020, 50],
    ],
    observes: [
      [2016, 29, 'Comptes rendus des porteurs (exemple)'],
      [2017, 31, 'Comptes rendus des porteurs (exemple)'],
      [2018, 37, 'Comptes rendus des porteurs (exemple)'],
      [2019, 39, 'Comptes rendus des porteurs (exemple)'],
    ],
  },
  {
    cle: 'allocataires',
    nom: 'Allocataires du RSA accompagnés dans les quartiers',
    definition: 'Allocataires du RSA des quartiers suivis par un référent, au 31 décembre.',
    unite: 'personnes',
    sens: 'hausse',
    axe: '6',
    qui: 'Département du Nord',
    reference: [2015, 820],
    cibles: [[2020, 1_200]],
    observes: [
      [2016, 905, 'Livraison du Département (exemple)'],
      [2017, 1_010, 'Livraison du Département (exemple)'],
    ],
  },
  {
    cle: 'attente',
    nom: 'Délai pour un rendez-vous chez un médecin',
    definition: 'Jours d’attente, médiane d’une enquête auprès des centres sociaux.',
    unite: 'jours',
    sens: 'baisse',
    axe: '2',
    qui: 'CPAM du Hainaut',
    reference: [2015, 18],
    cibles: [[2020, 10]],
    observes: [],
  },
]

/** The indicators that Maillage counts, followed for the contract, with made-up targets. */
export const calculsDemo: ReadonlyArray<{
  code: CalculCode
  cibles: ReadonlyArray<readonly [number, number]>
}> = [
  {
    code: 'ACT_COUNT',
    cibles: [
      [2016, 10],
      [2020, 20],
    ],
  },
  {
    code: 'ACT_QPV_SHARE',
    cibles: [
      [2016, 40],
      [2020, 60],
    ],
  },
  { code: 'EUR_PER_BENEF', cibles: [] },
  {
    code: 'EVAL_COVERAGE',
    cibles: [
      [2016, 20],
      [2020, 80],
    ],
  },
  {
    code: 'PARTICIPATION',
    cibles: [
      [2015, 50],
      [2020, 70],
    ],
  },
  {
    code: 'DATA_DELIVERY',
    cibles: [
      [2017, 100],
      [2020, 100],
    ],
  },
]

/** Made-up deliveries of data: one received, one late and reminded, one to come. */
export const livraisonsDemo = [
  {
    qui: 'Département du Nord',
    objet: 'Allocataires du RSA par quartier, 2017 (exemple)',
    echeance: '2018-03-31',
    indicateur: 'allocataires',
    demandee: '2018-01-15',
    recue: '2018-03-20',
  },
  {
    qui: 'CAF du Nord',
    objet: 'Familles monoparentales allocataires par quartier, 2018 (exemple)',
    echeance: '2019-03-31',
    indicateur: null,
    demandee: '2019-01-15',
    recue: null,
  },
  {
    qui: 'CPAM du Hainaut',
    objet: 'Délai médian pour un rendez-vous, 2026 (exemple)',
    echeance: '2027-03-31',
    indicateur: 'attente',
    demandee: null,
    recue: null,
  },
] as const

/** Made-up reports of the contract of 2015: one signed, its recommendations followed; one that waits for opinions. */
export const rapportsDemo = [
  {
    nature: 'mi_parcours',
    titre: 'Évaluation à mi-parcours du contrat de ville (exemple)',
    introduction:
      'Demandée par le comité de pilotage, menée par l’équipe du contrat avec la mission d’observation, de juin 2019 à février 2020 (exemple).',
    synthese:
      'Les actions de santé touchent surtout des habitants déjà suivis : un participant sur trois vit dans un quartier prioritaire, contre un sur deux attendu. Rien ne permet de dire si l’écart de pauvreté avec l’intercommunalité a changé (exemple).',
    limites: 'Aucun habitant n’a été interrogé, faute de budget (exemple).',
    soumisLe: '2020-03-09',
    avisAvant: '2020-04-10',
    signeLe: '2020-04-20',
    recommandations: [
      {
        texte: 'Demander à chaque porteur la part de participants qui vivent en quartier prioritaire.',
        constat: 'Les actions de santé',
        qui: EPCI,
        echeance: '2020-12-31',
        etat: 'faite',
        suite: 'Colonne ajoutée au compte rendu financier (exemple).',
      },
      {
        texte: 'Tenir une permanence de santé par mois au pied des immeubles.',
        constat: 'Les actions de santé',
        qui: 'CPAM du Hainaut',
        echeance: '2021-06-30',
        etat: 'en_cours',
        suite: '',
      },
    ],
    avis: [
      {
        qui: ETAT,
        sens: 'avec_reserves',
        texte: 'La place du droit commun mérite une question à part (exemple).',
      },
      { qui: 'CPAM du Hainaut', sens: 'favorable', texte: '' },
    ],
  },
  {
    nature: 'final',
    titre: 'Évaluation finale du contrat de ville (exemple)',
    introduction: '',
    synthese: 'À relire par les partenaires avant le comité de pilotage (exemple).',
    limites: '',
    soumisLe: '2026-11-16',
    avisAvant: '2026-12-18',
    signeLe: null,
    recommandations: [
      {
        texte: 'Écrire une cible et une année pour chaque engagement du prochain contrat.',
        constat: null,
        qui: EPCI,
        echeance: '2027-06-30',
        etat: 'a_faire',
        suite: '',
      },
    ],
    avis: [],
  },
] as const

/** One of the delivery indicators of the catalogue: counted by Maillage from what is written in it, or not yet. */
export interface Calculable {
  code: string
  label: string
  definition: string
  unite: string
  sens: 'hausse' | 'baisse' | 'neutre'
  /** Why it cannot be counted yet; null when it is. */
  manque: string | null
}

const ACTIVE = 'validées, en cours ou terminées, dont la période couvre l’année'

const counted = {
  ACT_COUNT: {
    label: 'Actions actives',
    definition: `Fiches action ${ACTIVE}.`,
    unite: 'actions',
    sens: 'hausse',
  },
  ACT_QPV_SHARE: {
    label: 'Part des actions tournées vers un quartier prioritaire',
    definition: `Fiches action ${ACTIVE}, qui visent un quartier prioritaire, rapportées à toutes.`,
    unite: '%',
    sens: 'hausse',
  },
  BENEF_TOTAL: {
    label: 'Bénéficiaires déclarés',
    definition: 'Somme des bénéficiaires des comptes rendus déposés ou acceptés pour l’exercice.',
    unite: 'personnes',
    sens: 'hausse',
  },
  EUR_PER_BENEF: {
    label: 'Coût prévu par personne',
    definition: `Budget prévu divisé par les personnes prévues, pour les fiches ${ACTIVE}, qui disent les deux.`,
    unite: '€ par personne',
    sens: 'neutre',
  },
  MAINSTREAM_SHARE: {
    label: 'Part du droit commun',
    definition:
      'Droit commun décidé, rapporté à tout ce qui a été décidé dans l’année sur les dossiers de subvention.',
    unite: '%',
    sens: 'hausse',
  },
  MULTIYEAR_SHARE: {
    label: 'Part des dossiers pluriannuels',
    definition: 'Dossiers pluriannuels, parmi les dossiers qui ont reçu une décision favorable dans l’année.',
    unite: '%',
    sens: 'hausse',
  },
  DELAY_DECISION: {
    label: 'Délai de décision',
    definition:
      'Médiane des jours entre le dépôt d’un dossier et sa notification, par année de notification.',
    unite: 'jours',
    sens: 'baisse',
  },
  DELAY_PAYMENT: {
    label: 'Délai de paiement',
    definition: 'Médiane des jours entre la notification et le premier versement, par année de versement.',
    unite: 'jours',
    sens: 'baisse',
  },
  REPORT_ON_TIME: {
    label: 'Comptes rendus à l’heure',
    definition:
      'Comptes rendus déposés avant leur échéance, rapportés à ceux dont l’échéance est dans l’année et passée.',
    unite: '%',
    sens: 'hausse',
  },
  HOLDER_CONCENTRATION: {
    label: 'Concentration des subventions',
    definition:
      'Indice de Herfindahl des montants par bénéficiaire, sur les subventions publiées : 1 quand un seul a tout.',
    unite: 'indice',
    sens: 'neutre',
  },
  NEW_HOLDERS: {
    label: 'Nouveaux bénéficiaires',
    definition:
      'Part des bénéficiaires de subventions publiées qui n’en avaient reçu aucune les années d’avant connues.',
    unite: '%',
    sens: 'neutre',
  },
  EVAL_COVERAGE: {
    label: 'Actions évaluables',
    definition: `Fiches action ${ACTIVE}, qui ont un indicateur avec une valeur de départ et un résultat observé, rapportées à toutes.`,
    unite: '%',
    sens: 'hausse',
  },
  PARTICIPATION: {
    label: 'Présence des communes aux instances',
    definition:
      'Communes présentes ou représentées, rapportées aux communes convoquées, séances tenues dans l’année.',
    unite: '%',
    sens: 'hausse',
  },
  DATA_DELIVERY: {
    label: 'Données livrées à l’heure',
    definition:
      'Livraisons reçues avant leur échéance, rapportées à celles dont l’échéance est dans l’année et passée.',
    unite: '%',
    sens: 'hausse',
  },
} as const satisfies Record<string, Omit<Calculable, 'code' | 'manque'>>

export type CalculCode = keyof typeof counted

const waiting: ReadonlyArray<Omit<Calculable, 'definition'>> = [
  {
    code: 'BENEF_WOMEN_SHARE',
    label: 'Part des femmes parmi les bénéficiaires',
    unite: '%',
    sens: 'neutre',
    manque: 'Les comptes rendus donnent un total ; les femmes et les hommes n’y sont pas comptés à part.',
  },
  {
    code: 'BENEF_QPV_SHARE',
    label: 'Part des habitants de QPV parmi les bénéficiaires',
    unite: '%',
    sens: 'hausse',
    manque: 'Les dossiers disent les habitants de QPV attendus, pas ceux qui sont venus.',
  },
  {
    code: 'BENEF_NEW',
    label: 'Nouveaux bénéficiaires des actions',
    unite: '%',
    sens: 'hausse',
    manque:
      'Maillage ne tient aucun fichier de personnes : une nouvelle venue ne se reconnaît pas d’une ancienne.',
  },
  {
    code: 'LEVERAGE',
    label: 'Effet de levier',
    unite: '€ pour 1 €',
    sens: 'hausse',
    manque: 'Le coût final des actions n’est connu qu’avec les comptes rendus de tous les financeurs.',
  },
  {
    code: 'UNSPENT_RATE',
    label: 'Part non dépensée',
    unite: '%',
    sens: 'baisse',
    manque: 'Les reliquats ne sont pas encore décidés pour assez de comptes rendus.',
  },
]

/** The whole list, those that are counted first. */
export const calculables: ReadonlyArray<Calculable> = [
  ...Object.entries(counted).map(([code, its]) => ({ code, ...its, manque: null })),
  ...waiting.map((its) => ({ ...its, definition: '' })),
]

export function isCalculCode(code: string | null): code is CalculCode {
  return code !== null && code in counted
}

export const calculCodes = Object.keys(counted) as [CalculCode, ...CalculCode[]] // keys of a const record

export function calculOf(code: CalculCode): Calculable {
  return { code, ...counted[code], manque: null }
}

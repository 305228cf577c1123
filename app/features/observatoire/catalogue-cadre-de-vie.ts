import { slugOfSeries } from '#data/sources/ssmsi/series.ts'
import { census, type Entry, entries, type Indicateur, sources } from './catalogue.ts'

const parc = entries('logement', sources.logementSocial, [
  {
    id: 'SOC_HOUS',
    rank: 50,
    label: 'Part des logements sociaux',
    definition: 'Résidences principales occupées par des locataires d’un organisme HLM.',
    formula: 'résidences principales en location HLM ÷ résidences principales × 100',
    unit: '%',
    direction: 'contexte',
    source: 'Insee, recensement ; SDES, RPLS',
    computed: [census(['P{aa}_RP_LOCHLMV'], ['P{aa}_RP'])],
  },
  {
    id: 'VACANCY',
    rank: 51,
    label: 'Vacance de plus de trois mois du parc social',
    definition: 'Logements sociaux vacants depuis plus de trois mois.',
    formula: 'logements vacants depuis plus de 3 mois ÷ logements proposés × 100',
    unit: '%',
    direction: 'baisse',
  },
  {
    id: 'ALLOC_Q1',
    rank: 52,
    label: 'Attributions hors QPV aux demandeurs du premier quartile',
    definition:
      'Part des attributions hors QPV faites aux ménages les plus modestes (objectif légal de 25 %).',
    formula: 'attributions au premier quartile hors QPV ÷ attributions hors QPV × 100',
    unit: '%',
    direction: 'hausse',
    niveaux: ['epci'],
  },
])

const recensement = entries('logement', sources.recensement, [
  {
    id: 'OVERCROWD',
    rank: 53,
    label: 'Part des résidences principales suroccupées',
    definition: 'Résidences principales trop petites pour leurs occupants, hors studios d’une personne.',
    formula: 'résidences suroccupées ÷ résidences hors studio d’une personne × 100',
    unit: '%',
    direction: 'baisse',
    computed: [census(['C{aa}_RP_HSTU1P_SUROCC'], ['C{aa}_RP_HSTU1P'])],
  },
])

const projets = entries('logement', sources.local, [
  {
    id: 'NPNRU_PROG',
    rank: 54,
    label: 'Avancement du renouvellement urbain',
    definition: 'Logements démolis, reconstruits, réhabilités, rapportés à la convention.',
    formula: 'logements réalisés ÷ logements prévus × 100',
    unit: '%',
    direction: 'hausse',
    source: 'Anru, intercommunalité',
    frequency: 'semestrielle',
  },
  {
    id: 'GUSP_SAT',
    rank: 55,
    label: 'Satisfaction des habitants sur leur cadre de vie',
    definition: 'Part d’habitants satisfaits, et mesures de l’abattement de taxe foncière réalisées.',
    formula: 'habitants satisfaits ÷ habitants interrogés × 100',
    unit: '%',
    direction: 'hausse',
    source: 'Gestion urbaine et sociale de proximité, enquête',
  },
])

export const logement: Indicateur[] = [...parc, ...recensement, ...projets]

/** The series of the communal base, as named by the producer. */
const CRIMES: ReadonlyArray<[id: string, series: string, unit: '‰' | 'pour 1 000 logements']> = [
  ['CRIME_COUPS', 'Coups et blessures volontaires', '‰'],
  ['CRIME_COUPS_FAMILLE', 'Coups et blessures volontaires intrafamiliaux', '‰'],
  ['CRIME_COUPS_AUTRES', 'Autres coups et blessures volontaires', '‰'],
  ['CRIME_VIOLENCES_SEXUELLES', 'Violences sexuelles', '‰'],
  ['CRIME_VOLS_ARMES', 'Vols avec armes', '‰'],
  ['CRIME_VOLS_VIOLENTS', 'Vols violents sans arme', '‰'],
  ['CRIME_VOLS_PERSONNES', 'Vols sans violence contre des personnes', '‰'],
  ['CRIME_CAMBRIOLAGES', 'Cambriolages de logement', 'pour 1 000 logements'],
  ['CRIME_VOLS_VEHICULES', 'Vols de véhicules', '‰'],
  ['CRIME_VOLS_DANS_VEHICULES', 'Vols dans les véhicules', '‰'],
  ['CRIME_VOLS_ACCESSOIRES', 'Vols d’accessoires sur véhicules', '‰'],
  ['CRIME_DEGRADATIONS', 'Destructions et dégradations volontaires', '‰'],
  ['CRIME_USAGE_STUPEFIANTS', 'Usage de stupéfiants', '‰'],
  ['CRIME_TRAFIC_STUPEFIANTS', 'Trafic de stupéfiants', '‰'],
  ['CRIME_ESCROQUERIES', 'Escroqueries', '‰'],
]

// The same facts under the name of another year's file.
const RENAMED: Record<string, readonly string[]> = {
  CRIME_VOLS_VEHICULES: ['Vols de véhicule'],
  CRIME_ESCROQUERIES: ['Escroqueries et fraudes aux moyens de paiement'],
}

const delinquance = entries('securite', sources.delinquance, [
  ...CRIMES.map(
    ([id, series, unit]): Entry => ({
      id,
      rank: 56,
      label: `${series} : faits enregistrés`,
      definition: `${series}, comptés au lieu où les faits ont été commis et non au lieu de résidence.`,
      formula: unit === '‰' ? 'faits ÷ population × 1 000' : 'faits ÷ logements × 1 000',
      unit,
      direction: 'baisse',
      published: [series, ...(RENAMED[id] ?? [])].map((name) => ({
        dataset: 'ssmsi',
        variable: `${slugOfSeries(name)}_taux`,
      })),
    }),
  ),
  {
    id: 'IPV',
    rank: 57,
    label: 'Victimes de violences intrafamiliales enregistrées',
    definition: 'Victimes de coups et blessures volontaires dans la famille, enregistrées.',
    formula: 'victimes ÷ population × 1 000',
    unit: '‰',
    direction: 'ambigu',
    directionNote: 'Une hausse peut venir d’une parole libérée et d’un meilleur accueil des plaintes.',
    published: [
      { dataset: 'ssmsi', variable: 'coups_et_blessures_volontaires_intrafamiliaux_taux' },
      { dataset: 'ssmsi', variable: 'violences_physiques_intrafamiliales_taux' },
    ],
  },
])

const exclusion = entries('securite', sources.local, [
  {
    id: 'DOM_115',
    rank: 58,
    label: 'Demandes au 115 non pourvues',
    definition: 'Part des demandes d’hébergement sans solution, et domiciliations des CCAS.',
    formula: 'demandes non pourvues ÷ demandes × 100',
    unit: '%',
    direction: 'baisse',
    source: 'SIAO, CCAS',
    niveaux: ['epci', 'departement'],
  },
  {
    id: 'EXPUL',
    rank: 59,
    label: 'Décisions d’expulsion et concours de la force publique',
    definition: 'Décisions d’expulsion locative et concours accordés.',
    formula: 'nombre de décisions',
    unit: 'décisions',
    direction: 'baisse',
    source: 'Préfecture, commission de coordination des actions de prévention des expulsions',
    additivity: 'somme',
    niveaux: ['commune', 'departement'],
  },
  {
    id: 'OVERDEBT',
    rank: 60,
    label: 'Dossiers de surendettement pour 1 000 habitants',
    definition: 'Dossiers déposés à la commission de surendettement.',
    formula: 'dossiers déposés ÷ population × 1 000',
    unit: '‰',
    direction: 'baisse',
    source: 'Banque de France',
    niveaux: ['epci', 'departement', 'france'],
  },
  {
    id: 'VOTE_ABST',
    rank: 61,
    label: 'Abstention',
    definition: 'Abstention par bureau de vote, rapprochée des quartiers prioritaires.',
    formula: 'abstentions ÷ inscrits × 100',
    unit: '%',
    direction: 'baisse',
    source: 'Ministère de l’Intérieur',
    frequency: 'à chaque élection',
  },
  {
    id: 'CC_ACTIVE',
    rank: 62,
    label: 'Conseils citoyens actifs',
    definition: 'Conseils citoyens réunis au moins trois fois dans l’année avec le quorum.',
    formula: 'nombre de conseils actifs',
    unit: 'conseils',
    direction: 'hausse',
    source: 'Maillage',
    dataset: 'instances et séances du territoire',
    additivity: 'somme',
    niveaux: ['qpv'],
  },
])

export const securite: Indicateur[] = [...delinquance, ...exclusion]

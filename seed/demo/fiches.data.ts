import type { FicheEtat } from '#app/features/fiches/index.words.ts'

/** A made-up action: plausible, and flagged « exemple » wherever it shows. */
export interface ExampleFiche {
  titre: string
  axe: string
  etat: FicheEtat
  public: string
  annees: [number, number]
  /** Thousands of euros. */
  budget: number
  porteur: string
  communes?: string[]
  qpv?: string[]
  operateurs?: string[]
  financeurs?: string[]
  theme?: string
}

const ASSO = 'Association (exemple)'
const MISSION = 'Mission locale (exemple)'
const CENTRE = 'Centre social (exemple)'
const REGIE = 'Régie de quartier (exemple)'
const BAILLEUR = 'Bailleur social (exemple)'
const SANTE = 'Association de santé (exemple)'
const JUSTICE = 'Aide aux victimes (exemple)'
const EPCI = 'Valenciennes Métropole'
const CAF = 'CAF du Nord'

/** Organisations that exist for the demonstration only. */
export const exampleOrganisations: Record<
  string,
  'association' | 'bailleur' | 'ecole' | 'universite' | 'entreprise'
> = {
  [CENTRE]: 'association',
  [REGIE]: 'association',
  [BAILLEUR]: 'bailleur',
  [SANTE]: 'association',
  [JUSTICE]: 'association',
  'Lycée professionnel (exemple)': 'ecole',
  'Université (exemple)': 'universite',
  'Club d’entreprises (exemple)': 'entreprise',
  'Plateforme mobilité (exemple)': 'association',
}

const economie: ExampleFiche[] = [
  {
    titre: 'Clauses d’insertion dans les marchés publics',
    axe: '1',
    etat: 'en_cours',
    public: 'Demandeurs d’emploi de longue durée',
    annees: [2015, 2020],
    budget: 85,
    porteur: REGIE,
    financeurs: [EPCI],
  },
  {
    titre: 'Chantier d’insertion maraîchage',
    axe: '1',
    etat: 'en_cours',
    public: 'Bénéficiaires du RSA',
    annees: [2016, 2019],
    budget: 142,
    porteur: ASSO,
    communes: ['59559', '59166', '59215'],
  },
  {
    titre: 'Parrainage de jeunes par des salariés',
    axe: '1',
    etat: 'terminee',
    public: 'Jeunes diplômés des quartiers',
    annees: [2015, 2017],
    budget: 28,
    porteur: MISSION,
    communes: ['59606', '59014', '59383'],
    operateurs: ['Club d’entreprises (exemple)'],
    theme: 'jeunesse',
  },
  {
    titre: 'Garage solidaire',
    axe: '1',
    etat: 'abandonnee',
    public: 'Personnes sans moyen de transport',
    annees: [2017, 2018],
    budget: 60,
    porteur: REGIE,
    communes: ['59153', '59616'],
  },
  {
    titre: 'Créer son activité dans le quartier',
    axe: '1',
    etat: 'validee',
    public: 'Habitantes et habitants porteurs d’un projet',
    annees: [2018, 2020],
    budget: 45,
    porteur: ASSO,
    qpv: ['QP059031', 'QP059020'],
    theme: 'égalité',
  },
  {
    titre: 'Garde d’enfants à horaires atypiques',
    axe: '1',
    etat: 'en_montage',
    public: 'Parents en emploi ou en formation',
    annees: [2019, 2020],
    budget: 95,
    porteur: CENTRE,
    financeurs: [CAF],
    theme: 'égalité',
  },
]

const sante: ExampleFiche[] = [
  {
    titre: 'Médiation santé dans les quartiers',
    axe: '2',
    etat: 'en_cours',
    public: 'Personnes éloignées du soin',
    annees: [2016, 2020],
    budget: 76,
    porteur: SANTE,
    qpv: ['QP059021', 'QP059030', 'QP059022'],
  },
  {
    titre: 'Bus de dépistage en milieu rural',
    axe: '2',
    etat: 'en_cours',
    public: 'Habitants des communes sans médecin',
    annees: [2017, 2019],
    budget: 54,
    porteur: SANTE,
    communes: ['59505', '59610', '59407', '59480'],
  },
  {
    titre: 'Petits déjeuners et sommeil des écoliers',
    axe: '2',
    etat: 'terminee',
    public: 'Élèves d’école primaire et parents',
    annees: [2015, 2016],
    budget: 18,
    porteur: CENTRE,
    communes: ['59447', '59484'],
    theme: 'jeunesse',
  },
  {
    titre: 'Point d’écoute jeunes',
    axe: '2',
    etat: 'en_cours',
    public: 'Jeunes de 12 à 25 ans',
    annees: [2015, 2020],
    budget: 63,
    porteur: ASSO,
    communes: ['59606'],
    theme: 'jeunesse',
  },
  {
    titre: 'Sport sur ordonnance',
    axe: '2',
    etat: 'idee',
    public: 'Personnes atteintes d’une maladie chronique',
    annees: [2019, 2020],
    budget: 30,
    porteur: SANTE,
  },
  {
    titre: 'Bien vieillir chez soi',
    axe: '2',
    etat: 'validee',
    public: 'Personnes de plus de 70 ans',
    annees: [2018, 2020],
    budget: 41,
    porteur: CENTRE,
    communes: ['59301', '59444', '59530'],
  },
]

const cadreDeVie: ExampleFiche[] = [
  {
    titre: 'Gestion urbaine de proximité',
    axe: '3',
    etat: 'en_cours',
    public: 'Habitants des résidences',
    annees: [2015, 2020],
    budget: 210,
    porteur: BAILLEUR,
    qpv: ['QP059021', 'QP059031', 'QP059029'],
    financeurs: [EPCI],
  },
  {
    titre: 'Jardins partagés au pied des immeubles',
    axe: '3',
    etat: 'en_cours',
    public: 'Habitants, familles',
    annees: [2016, 2019],
    budget: 24,
    porteur: REGIE,
    communes: ['59079', '59112'],
  },
  {
    titre: 'Mémoire du quartier avant démolition',
    axe: '3',
    etat: 'terminee',
    public: 'Anciens et nouveaux habitants',
    annees: [2016, 2018],
    budget: 33,
    porteur: CENTRE,
    qpv: ['QP059030'],
  },
  {
    titre: 'Fêtes de voisins à vélo',
    axe: '3',
    etat: 'idee',
    public: 'Habitants des communes voisines',
    annees: [2018, 2019],
    budget: 6,
    porteur: ASSO,
    communes: ['59475', '59515', '59221'],
  },
  {
    titre: 'Marches exploratoires de femmes',
    axe: '3',
    etat: 'en_cours',
    public: 'Habitantes',
    annees: [2017, 2019],
    budget: 15,
    porteur: CENTRE,
    communes: ['59383', '59606'],
    theme: 'égalité',
  },
  {
    titre: 'Accueillir les nouveaux locataires',
    axe: '3',
    etat: 'en_montage',
    public: 'Nouveaux locataires du parc social',
    annees: [2019, 2020],
    budget: 22,
    porteur: BAILLEUR,
  },
]

const education: ExampleFiche[] = [
  {
    titre: 'Accompagnement à la scolarité',
    axe: '4',
    etat: 'en_cours',
    public: 'Élèves du CP à la troisième',
    annees: [2015, 2020],
    budget: 118,
    porteur: CENTRE,
    communes: ['59014', '59079', '59112', '59153', '59253'],
    financeurs: [CAF],
    theme: 'jeunesse',
  },
  {
    titre: 'Coup de pouce lecture',
    axe: '4',
    etat: 'en_cours',
    public: 'Élèves de cours préparatoire',
    annees: [2016, 2019],
    budget: 36,
    porteur: ASSO,
    qpv: ['QP059023', 'QP059024'],
    theme: 'jeunesse',
  },
  {
    titre: 'Conseils de jeunes intercommunaux',
    axe: '4',
    etat: 'validee',
    public: 'Jeunes de 11 à 17 ans',
    annees: [2018, 2020],
    budget: 19,
    porteur: CENTRE,
    communes: ['59559', '59479', '59471', '59557'],
    theme: 'jeunesse',
  },
  {
    titre: 'Parents à l’école',
    axe: '4',
    etat: 'terminee',
    public: 'Parents allophones',
    annees: [2015, 2017],
    budget: 27,
    porteur: CENTRE,
    communes: ['59544', '59447'],
  },
  {
    titre: 'Théâtre contre les discriminations',
    axe: '4',
    etat: 'en_cours',
    public: 'Collégiens et lycéens',
    annees: [2017, 2020],
    budget: 31,
    porteur: ASSO,
    operateurs: ['Lycée professionnel (exemple)'],
    theme: 'discrimination',
  },
  {
    titre: 'Classe sans notes, l’été',
    axe: '4',
    etat: 'idee',
    public: 'Collégiens',
    annees: [2019, 2020],
    budget: 12,
    porteur: 'Université (exemple)',
    theme: 'jeunesse',
  },
]

const prevention: ExampleFiche[] = [
  {
    titre: 'Permanences d’aide aux victimes',
    axe: '5',
    etat: 'en_cours',
    public: 'Victimes d’infractions',
    annees: [2015, 2020],
    budget: 92,
    porteur: JUSTICE,
    communes: ['59606', '59153', '59544'],
  },
  {
    titre: 'Chantiers éducatifs',
    axe: '5',
    etat: 'en_cours',
    public: 'Jeunes de 16 à 21 ans',
    annees: [2016, 2020],
    budget: 58,
    porteur: REGIE,
    qpv: ['QP059021', 'QP059025', 'QP059026'],
    theme: 'jeunesse',
  },
  {
    titre: 'Travail d’intérêt général de proximité',
    axe: '5',
    etat: 'validee',
    public: 'Personnes condamnées',
    annees: [2018, 2020],
    budget: 25,
    porteur: JUSTICE,
  },
  {
    titre: 'Lieu neutre parents et enfants',
    axe: '5',
    etat: 'terminee',
    public: 'Familles en séparation',
    annees: [2015, 2018],
    budget: 47,
    porteur: JUSTICE,
    communes: ['59606'],
  },
  {
    titre: 'Prévenir les violences entre partenaires',
    axe: '5',
    etat: 'en_cours',
    public: 'Jeunes couples, lycéens',
    annees: [2017, 2020],
    budget: 34,
    porteur: ASSO,
    theme: 'égalité',
  },
  {
    titre: 'Café des professionnels de la prévention',
    axe: '5',
    etat: 'en_montage',
    public: 'Éducateurs, enseignants, bailleurs',
    annees: [2018, 2020],
    budget: 4,
    porteur: JUSTICE,
  },
]

const exclusion: ExampleFiche[] = [
  {
    titre: 'Maraude de jour',
    axe: '6',
    etat: 'en_cours',
    public: 'Personnes sans abri',
    annees: [2015, 2020],
    budget: 88,
    porteur: ASSO,
    communes: ['59606', '59014'],
  },
  {
    titre: 'Épicerie solidaire itinérante',
    axe: '6',
    etat: 'en_cours',
    public: 'Ménages en difficulté passagère',
    annees: [2016, 2020],
    budget: 51,
    porteur: CENTRE,
    communes: ['59032', '59369', '59459', '59027'],
  },
  {
    titre: 'Aller vers les ménages qui n’ouvrent plus leur courrier',
    axe: '6',
    etat: 'validee',
    public: 'Locataires en impayé',
    annees: [2018, 2020],
    budget: 39,
    porteur: BAILLEUR,
    qpv: ['QP059032', 'QP059033'],
  },
  {
    titre: 'Ateliers numériques pour les démarches',
    axe: '6',
    etat: 'en_cours',
    public: 'Personnes éloignées du numérique',
    annees: [2017, 2020],
    budget: 29,
    porteur: CENTRE,
    communes: ['59160', '59591', '59613'],
  },
  {
    titre: 'Accès aux droits des gens du voyage',
    axe: '6',
    etat: 'en_montage',
    public: 'Familles du voyage',
    annees: [2018, 2019],
    budget: 20,
    porteur: ASSO,
  },
  {
    titre: 'Laverie solidaire',
    axe: '6',
    etat: 'idee',
    public: 'Personnes en hébergement précaire',
    annees: [2019, 2020],
    budget: 35,
    porteur: REGIE,
    communes: ['59616'],
  },
]

export const exampleFiches: ReadonlyArray<ExampleFiche> = [
  ...economie,
  ...sante,
  ...cadreDeVie,
  ...education,
  ...prevention,
  ...exclusion,
]

const LYCEE = 'Lycée professionnel (exemple)'
const UNIVERSITE = 'Université (exemple)'
const CLUB = 'Club d’entreprises (exemple)'
const MOBILITE = 'Plateforme mobilité (exemple)'

/**
 * The thirteen actions of « Accroche active ! », its eight operators, its three domains: the case sheet gives the
 * counts and the domains, the rest is made up.
 */
export const accrocheActions: ReadonlyArray<{
  titre: string
  domaine: string
  operateur: string
  budget: number
}> = [
  {
    titre: 'Repérer les absences dès le premier mois',
    domaine: 'Décrochage scolaire',
    operateur: LYCEE,
    budget: 120,
  },
  {
    titre: 'Retour en formation par petits groupes',
    domaine: 'Décrochage scolaire',
    operateur: LYCEE,
    budget: 210,
  },
  { titre: 'Tutorat par des étudiants', domaine: 'Décrochage scolaire', operateur: UNIVERSITE, budget: 95 },
  {
    titre: 'Équipe mobile auprès des 16-18 ans',
    domaine: 'Décrochage scolaire',
    operateur: ASSO,
    budget: 180,
  },
  {
    titre: 'Soutien aux parents de décrocheurs',
    domaine: 'Décrochage scolaire',
    operateur: CENTRE,
    budget: 70,
  },
  {
    titre: 'Découvrir un métier en trois jours',
    domaine: 'Orientation et entreprises',
    operateur: CLUB,
    budget: 110,
  },
  {
    titre: 'Forum inversé : les entreprises se présentent',
    domaine: 'Orientation et entreprises',
    operateur: CLUB,
    budget: 60,
  },
  {
    titre: 'Mentors du premier emploi',
    domaine: 'Orientation et entreprises',
    operateur: MISSION,
    budget: 160,
  },
  {
    titre: 'Oser un métier d’où l’on est absente',
    domaine: 'Orientation et entreprises',
    operateur: MISSION,
    budget: 85,
  },
  {
    titre: 'Fabrique de projets de jeunes',
    domaine: 'Orientation et entreprises',
    operateur: REGIE,
    budget: 140,
  },
  {
    titre: 'Préparer un trajet, oser un départ',
    domaine: 'Mobilité des jeunes',
    operateur: MOBILITE,
    budget: 130,
  },
  {
    titre: 'Permis et vélo : une bourse, un engagement',
    domaine: 'Mobilité des jeunes',
    operateur: MOBILITE,
    budget: 240,
  },
  {
    titre: 'Premier séjour hors du territoire',
    domaine: 'Mobilité des jeunes',
    operateur: CENTRE,
    budget: 90,
  },
]

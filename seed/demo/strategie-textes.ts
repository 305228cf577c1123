/**
 * The six axes are facts of the case; the levels below them and their words are invented for the demonstration,
 * and say so in their text.
 */
export interface AxeDemo {
  titre: string
  court: string
  orientations: ReadonlyArray<{ titre: string; objectifs: ReadonlyArray<string> }>
}

export const axesDemo: ReadonlyArray<AxeDemo> = [
  {
    titre: 'Assurer les effets d’entraînement sociaux et territoriaux du développement économique',
    court: 'Développement économique',
    orientations: [
      {
        titre: 'Rapprocher les habitants des quartiers des entreprises qui recrutent',
        objectifs: [
          'Organiser des rencontres d’embauche au pied des quartiers',
          'Développer les clauses sociales dans les marchés publics',
        ],
      },
      { titre: 'Lever les freins à l’emploi', objectifs: ['Faciliter la mobilité et la garde d’enfants'] },
    ],
  },
  {
    titre: 'Promouvoir la santé et faciliter l’accès aux soins',
    court: 'Santé',
    orientations: [
      {
        titre: 'Aller vers les publics éloignés du soin',
        objectifs: ['Proposer des bilans de santé de proximité'],
      },
      {
        titre: 'Prévenir dès le plus jeune âge',
        objectifs: ['Soutenir l’éducation à l’alimentation et à l’activité physique'],
      },
    ],
  },
  {
    titre: 'Accompagner le renouvellement urbain et favoriser le vivre ensemble',
    court: 'Renouvellement urbain',
    orientations: [
      {
        titre: 'Faire des habitants des acteurs de la gestion urbaine de proximité',
        objectifs: ['Organiser des diagnostics en marchant', 'Soutenir les initiatives de voisinage'],
      },
      {
        titre: 'Accompagner les ménages dans les relogements',
        objectifs: ['Suivre les parcours résidentiels'],
      },
    ],
  },
  {
    titre: 'Favoriser la réussite éducative et l’engagement citoyen',
    court: 'Réussite éducative',
    orientations: [
      {
        titre: 'Prévenir le décrochage et soutenir les parents',
        objectifs: ['Proposer un parcours à chaque jeune repéré', 'Ouvrir des lieux d’écoute aux parents'],
      },
      {
        titre: 'Donner envie de s’engager',
        objectifs: ['Développer le service civique et les projets de jeunes'],
      },
    ],
  },
  {
    titre: 'Prévenir la délinquance et accompagner les victimes',
    court: 'Prévention',
    orientations: [
      {
        titre: 'Agir tôt auprès des jeunes exposés',
        objectifs: ['Renforcer la présence éducative en soirée'],
      },
      {
        titre: 'Accueillir et orienter les victimes',
        objectifs: ['Tenir des permanences d’aide aux victimes'],
      },
    ],
  },
  {
    titre: 'Lutter contre les nouvelles formes de grande exclusion (l’« aller vers »)',
    court: 'Grande exclusion',
    orientations: [
      {
        titre: 'Aller vers les personnes qui ne demandent plus rien',
        objectifs: ['Déployer des équipes mobiles', 'Repérer l’isolement des personnes âgées'],
      },
      { titre: 'Ouvrir les droits', objectifs: ['Réduire le non-recours et la fracture numérique'] },
    ],
  },
]

export const EXEMPLE = 'Texte d’exemple, inventé pour la démonstration.'

/** The twelve communes with a priority neighbourhood of 2015, then the four others known to have signed. */
export const communesDuContrat = [
  [
    '59014',
    '59079',
    '59112',
    '59153',
    '59253',
    '59383',
    '59447',
    '59484',
    '59544',
    '59606',
    '59613',
    '59616',
  ],
  ['59032', '59160', '59369', '59444'],
].flat()

/** The sheet says eighteen communes; the last two are not identified: these stand for them. */
export const communesAConfirmer = ['59459', '59591']

export interface SignataireDemo {
  nom: string
  nature:
    | 'epci'
    | 'etat'
    | 'region'
    | 'departement'
    | 'caf'
    | 'banque_publique'
    | 'ars'
    | 'cpam'
    | 'education_nationale'
    | 'justice'
    | 'emploi'
    | 'chambre'
    | 'universite'
    | 'bailleur'
    | 'association'
  fonction: string
  exemple?: boolean
  aConfirmer?: boolean
}

/** The five of the PTCS are facts. */
export const signatairesDuPtcs: ReadonlyArray<SignataireDemo> = [
  { nom: 'Valenciennes Métropole', nature: 'epci', fonction: 'Présidence' },
  { nom: 'Sous-préfecture de Valenciennes', nature: 'etat', fonction: 'Représentation de l’État' },
  { nom: 'Région Hauts-de-France', nature: 'region', fonction: 'Présidence du conseil régional' },
  { nom: 'Département du Nord', nature: 'departement', fonction: 'Présidence du conseil départemental' },
  { nom: 'CAF du Nord', nature: 'caf', fonction: 'Direction' },
]

/** Twenty-two signed the contract, landlords and associations among them; the sheet does not name them all. */
export const autresSignatairesDuContrat: ReadonlyArray<SignataireDemo> = [
  { nom: 'Caisse des Dépôts', nature: 'banque_publique', fonction: 'Direction régionale', aConfirmer: true },
  { nom: 'ARS Hauts-de-France', nature: 'ars', fonction: 'Direction générale', aConfirmer: true },
  { nom: 'CPAM du Hainaut', nature: 'cpam', fonction: 'Direction', aConfirmer: true },
  {
    nom: 'Éducation nationale (services départementaux du Nord)',
    nature: 'education_nationale',
    fonction: 'Direction académique',
    aConfirmer: true,
  },
  { nom: 'Tribunal de Valenciennes (parquet)', nature: 'justice', fonction: 'Parquet', aConfirmer: true },
  { nom: 'Pôle emploi', nature: 'emploi', fonction: 'Direction territoriale', aConfirmer: true },
  { nom: 'Chambre de commerce et d’industrie', nature: 'chambre', fonction: 'Présidence', aConfirmer: true },
  {
    nom: 'Chambre de métiers et de l’artisanat',
    nature: 'chambre',
    fonction: 'Présidence',
    aConfirmer: true,
  },
  { nom: 'Université de Valenciennes', nature: 'universite', fonction: 'Présidence', aConfirmer: true },
  ...[1, 2, 3, 4].map((rang) => ({
    nom: `Bailleur social ${rang} (exemple)`,
    nature: 'bailleur' as const,
    fonction: 'Direction générale',
    exemple: true,
    aConfirmer: true,
  })),
  ...[1, 2, 3, 4].map((rang) => ({
    nom: `Association signataire ${rang} (exemple)`,
    nature: 'association' as const,
    fonction: 'Présidence',
    exemple: true,
    aConfirmer: true,
  })),
]

export const themesDemo = [
  {
    nom: 'Lutte contre les discriminations',
    description: 'Groupe transversal du contrat de ville et du PTCS 2015-2020.',
  },
  {
    nom: 'Égalité entre les femmes et les hommes',
    description: 'Groupe transversal du contrat de ville et du PTCS 2015-2020.',
  },
  { nom: 'Jeunesse', description: 'Groupe transversal du contrat de ville et du PTCS 2015-2020.' },
]

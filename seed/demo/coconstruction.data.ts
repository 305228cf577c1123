/** What the groups say and what is written of it: all invented. */

export interface ContributionDemo {
  key: string
  /** Number of the axis of first level; none: the whole document. */
  axe: string | null
  nature: 'diagnostic' | 'proposition'
  groupe: number
  qui: string
  auteur: string
  texte: string
  points: number
  /** Why the text does not take it up. */
  ecart?: string
}

export const contributionsDemo: ReadonlyArray<ContributionDemo> = [
  {
    key: 'jeunes-soir',
    axe: '1',
    nature: 'diagnostic',
    groupe: 2,
    qui: 'Mission locale (exemple)',
    auteur: 'Conseillère (exemple)',
    texte:
      'Les jeunes qui ne viennent plus aux permanences travaillent le soir ou n’ont pas de bus après 18 heures.',
    points: 3,
  },
  {
    key: 'aller-vers',
    axe: '1',
    nature: 'proposition',
    groupe: 2,
    qui: 'Mission locale (exemple)',
    auteur: 'Conseillère (exemple)',
    texte: 'Tenir une permanence par semaine dans les centres sociaux, le soir, avec les clubs sportifs.',
    points: 3,
  },
  {
    key: 'aines',
    axe: '1',
    nature: 'proposition',
    groupe: 2,
    qui: 'Association (exemple)',
    auteur: 'Présidente (exemple)',
    texte: 'Former des jeunes du quartier à accompagner d’autres jeunes dans leurs premières démarches.',
    points: 2,
  },
  {
    key: 'prime',
    axe: '1',
    nature: 'proposition',
    groupe: 2,
    qui: 'Commune de Sebourg',
    auteur: 'Adjointe à la jeunesse (exemple)',
    texte: 'Verser une prime au permis de conduire dans les communes rurales.',
    points: 1,
    ecart: 'Une aide de la Région existe déjà : le texte y renvoie, sans créer une seconde aide. (Exemple.)',
  },
  {
    key: 'renoncement',
    axe: '2',
    nature: 'diagnostic',
    groupe: 1,
    qui: 'Conseil citoyen Dutemple (exemple)',
    auteur: 'Atelier du 14 octobre (exemple)',
    texte:
      'Des mères seules reportent leurs propres soins : personne pour garder les enfants, rendez-vous trop loin.',
    points: 3,
  },
  {
    key: 'garde',
    axe: '2',
    nature: 'proposition',
    groupe: 1,
    qui: 'CAF du Nord',
    auteur: 'Conseillère technique (exemple)',
    texte: 'Ouvrir une halte-garderie ponctuelle les jours de permanence de santé.',
    points: 2,
  },
  {
    key: 'langue',
    axe: '4',
    nature: 'proposition',
    groupe: 0,
    qui: 'Association (exemple)',
    auteur: 'Présidente (exemple)',
    texte:
      'Rendre les courriers des administrations relisibles par tous, avec un écrivain public formé aux discriminations.',
    points: 2,
  },
  {
    key: 'rural',
    axe: null,
    nature: 'diagnostic',
    groupe: 2,
    qui: 'Commune de Sebourg',
    auteur: 'Référente de la commune (exemple)',
    texte: 'Les communes rurales se reconnaissent peu dans un texte écrit d’abord pour les quartiers.',
    points: 3,
  },
]

export interface PassageDemo {
  axe: string
  texte: string
  cites: ReadonlyArray<string>
}

export const passagesDemo: ReadonlyArray<PassageDemo> = [
  {
    axe: '1',
    texte:
      'Aller vers les jeunes que les permanences ne touchent pas : chaque semaine, le soir, dans les centres sociaux et avec les clubs. (Texte d’exemple.)',
    cites: ['jeunes-soir', 'aller-vers'],
  },
  {
    axe: '1',
    texte:
      'Des jeunes formés et rémunérés accompagnent d’autres jeunes dans leurs premières démarches. (Texte d’exemple.)',
    cites: ['aines'],
  },
]

/** The groups of the case, and meetings invented to show what a body that lives looks like. */

interface GroupeDemo {
  nom: string
  nature: 'groupe_thematique' | 'groupe_transversal'
  objet: string
  debut: string
  fin: string | null
  source: string
}

const CAS = 'Fiche de cas Apriles (ODAS), septembre 2017.'

const thematiques = [
  'Emploi et développement économique',
  'Santé',
  'Cadre de vie et renouvellement urbain',
  'Éducation et citoyenneté',
  'Prévention de la délinquance',
]

const transversaux = ['Discriminations', 'Égalité entre les femmes et les hommes', 'Jeunesse']

export const groupesDemo: ReadonlyArray<GroupeDemo> = [
  ...thematiques.map((nom) => ({
    nom: `Groupe ${nom} (exemple)`,
    nature: 'groupe_thematique' as const,
    objet:
      'Institutions et communes : un des cinq groupes thématiques qui ont écrit les documents de 2015-2020.',
    debut: '2014-09-01',
    fin: '2015-07-01',
    source: `${CAS} La fiche dit cinq groupes thématiques sans les nommer : noms et dates d’exemple.`,
  })),
  ...transversaux.map((nom) => ({
    nom: `Groupe transversal : ${nom}`,
    nature: 'groupe_transversal' as const,
    objet: 'Un des trois groupes transversaux, où sont venues aussi les associations.',
    debut: '2014-09-01',
    fin: null,
    source: `${CAS} Les dates sont des exemples.`,
  })),
]

export interface SeanceDemo {
  jour: string
  titre: string
  points: ReadonlyArray<{
    titre: string
    nature: 'information' | 'discussion' | 'decision'
    decision?: string
  }>
  suites: ReadonlyArray<string>
}

export const seancesDemo: ReadonlyArray<SeanceDemo> = [
  {
    jour: '2015-12-02',
    titre: 'Comité de pilotage : lancement (exemple)',
    points: [
      { titre: 'Les six axes communs', nature: 'information' },
      {
        titre: 'Calendrier de la première programmation',
        nature: 'decision',
        decision: 'Le calendrier de la programmation 2016 est retenu (exemple).',
      },
    ],
    suites: [],
  },
  {
    jour: '2016-06-15',
    titre: 'Comité de pilotage : programmation 2016 (exemple)',
    points: [
      { titre: 'Réponse à l’appel PIA Jeunesse', nature: 'discussion' },
      {
        titre: 'Programmation 2016',
        nature: 'decision',
        decision: 'La programmation 2016 est adoptée (exemple).',
      },
    ],
    suites: ['Écrire aux communes rurales pour les associer au PIA Jeunesse (exemple)'],
  },
  {
    jour: '2016-12-07',
    titre: 'Comité de pilotage : mission OSE (exemple)',
    points: [
      {
        titre: 'Création de la mission observation, suivi, évaluation',
        nature: 'decision',
        decision: 'La mission OSE commence en janvier 2017 (exemple).',
      },
    ],
    suites: ['Réunir le comité élargi aux trente-cinq communes (exemple)'],
  },
  {
    jour: '2017-06-21',
    titre: 'Comité de pilotage : mi-parcours de l’année (exemple)',
    points: [{ titre: 'Premiers travaux de la mission OSE', nature: 'information' }],
    suites: [],
  },
]

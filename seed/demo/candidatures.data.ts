/** Texts of the bids of the demonstration. The case sheet gives the title, the counts and the domains; the rest is made up. */

export const accrocheFile = {
  objet:
    'Agir avec les jeunes de moins de 25 ans de toutes les communes : raccrocher ceux qui quittent l’école, ouvrir des voies vers les métiers et les entreprises, donner les moyens de bouger. Le projet part des habitudes de travail du groupe jeunesse et de trois groupes réunis pour l’écrire.',
  sections: [
    [
      'Le besoin',
      'Les moins de 25 ans sont 35 % de la population du territoire.\n\nLes trois groupes de travail ont partagé leurs constats : décrochage, méconnaissance des métiers, mobilité empêchée. (Texte d’exemple.)',
    ],
    [
      'La gouvernance du projet',
      'L’intercommunalité est chef de file ; une trentaine de partenaires s’engagent ; chaque action a un opérateur. (Texte d’exemple.)',
    ],
    [
      'Durer après le programme',
      'Le projet vise à durer et à généraliser, en mobilisant le droit commun pour les plus fragiles. (Texte d’exemple.)',
    ],
  ],
  exigences: [
    [
      'Une politique de jeunesse intégrée (exemple)',
      'Trois domaines, treize actions',
      ['Note de présentation (exemple)'],
    ],
    [
      'Un consortium formalisé (exemple)',
      'Lettres signées de tous les membres',
      ['Lettres d’engagement (exemple)'],
    ],
    [
      'Un plan de financement sur cinq ans (exemple)',
      'Budget par action et par année',
      ['Plan de financement (exemple)'],
    ],
    [
      'Une évaluation dès le départ (exemple)',
      'Mission OSE associée',
      ['Note de présentation (exemple)', 'Convention d’évaluation (exemple)'],
    ],
  ],
  pieces: [
    'Note de présentation (exemple)',
    'Lettres d’engagement (exemple)',
    'Plan de financement (exemple)',
    'Convention d’évaluation (exemple)',
  ],
} as const

/** A bid being put together, to show what is missing and the way back from its deadline. */
export const secondWave = {
  code: 'JEUNES-2027',
  titre: 'Jeunes en mouvement, seconde vague (exemple)',
  appel: 'Fonds d’investissement pour la jeunesse, seconde vague (exemple)',
  objet:
    'Prolonger trois actions d’« Accroche active ! » et en ouvrir deux dans les communes rurales. (Projet d’exemple.)',
  actions: [
    ['B01', 'Équipe mobile des communes rurales (exemple)', 'Association (exemple)', 90_000],
    ['B02', 'Permis et vélo, nouvelles communes (exemple)', 'Plateforme mobilité (exemple)', 120_000],
    ['B03', 'Mentors du premier emploi, deuxième promotion (exemple)', 'Mission locale (exemple)', 75_000],
    ['B04', 'Fabrique de projets en collège (exemple)', null, 0],
  ],
  lettres: [
    ['Association (exemple)', 'signee', null],
    ['Plateforme mobilité (exemple)', 'redigee', '2027-03-18'],
    ['Mission locale (exemple)', 'demandee', '2027-04-02'],
    ['Commune d’Anzin', 'deliberee', '2026-12-10'],
    ['Commune de Sebourg', 'a_demander', '2027-05-20'],
    ['Département du Nord', 'demandee', '2027-03-30'],
  ],
} as const

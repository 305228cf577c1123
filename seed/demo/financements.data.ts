/** Texts of the demonstration's calls: plausible, and flagged « exemple » wherever they show. */
export const cadrage =
  'Le comité de pilotage retient trois priorités : l’accès à l’emploi des jeunes et des femmes, la réussite éducative, la vie des quartiers avec leurs habitants. Les actions qui associent plusieurs communes et celles qui passent au droit commun sont regardées en premier. (Texte d’exemple.)'

export const texte =
  'Cet appel finance des actions menées dans l’année au bénéfice des habitants du territoire, d’abord ceux des quartiers prioritaires.\n\nUn seul dossier sert à tous les financeurs : dites ce que vous demandez à chacun. Le dossier se remplit en plusieurs fois ; il est gardé à mesure que vous écrivez.\n\nLes équipes des communes et de l’intercommunalité aident à préparer les dossiers : prenez contact tôt. (Texte d’exemple.)'

export const texteFil =
  'Le fonds d’initiatives locales aide les petites actions des communes hors contrat de ville : une page suffit, la réponse vient dans les deux mois. (Texte d’exemple.)'

export const pieces = [
  ['Statuts à jour', 'statuts'],
  ['Liste des dirigeants', 'dirigeants'],
  ['Relevé d’identité bancaire', 'rib'],
  ['Comptes approuvés du dernier exercice', 'comptes'],
  ['Rapport d’activité', 'rapport_activite'],
] as const

export const criteres = [
  ['Réponse à un besoin constaté', 'Le besoin est dit par des chiffres ou par des habitants.', 3],
  ['Place des habitants', 'Ils ont pris part à la préparation, ils prendront part à l’action.', 2],
  ['Partenariats', 'L’action s’articule avec ce qui existe.', 2],
  ['Évaluation', 'On saura dire ce qui a changé.', 2],
  ['Budget', 'Il est tenu, lisible, et n’est pas tout public.', 1],
] as const

/** Titles of last year's actions: what kind of thing, and what it costs in thousands of euros. */
export const actions: ReadonlyArray<readonly [string, number]> = [
  ['Permis de bouger', 24],
  ['Ateliers sociolinguistiques', 31],
  ['Club de lecture des parents', 7],
  ['Jardin partagé', 9],
  ['Coup de pouce numérique', 14],
  ['Stages de théâtre', 11],
  ['Accompagnement à la création d’activité', 38],
  ['Médiation de nuit', 46],
  ['Sport au pied des immeubles', 16],
  ['Soutien à la scolarité', 22],
  ['Chantiers éducatifs', 33],
  ['Point d’écoute jeunes', 28],
  ['Ateliers santé', 12],
  ['Repair café', 6],
  ['Accès aux droits hors les murs', 19],
  ['Cinéma de plein air', 8],
  ['Mobilité des femmes vers l’emploi', 27],
  ['Boxe éducative', 13],
  ['Radio de quartier', 15],
  ['Fête des voisins des quartiers', 5],
]

/** The case sheet of September 2017 on Valenciennes Métropole, its facts in our own sentences. No person is named. */
export const ficheValenciennes = {
  titre: 'Un projet territorial de cohésion sociale pour trente-cinq communes',
  typeAction: 'Développement social ; inclusion ; partenariat et transversalité',
  departement: 'Nord (59)',
  surLeVif:
    'La force du projet, c’est qu’il appartient au territoire et non à l’agglomération, parce que sa gouvernance est partagée : une façon de travailler, un état d’esprit.',
  surLeVifFonction: 'Directeur général adjoint Ville, Habitat et Cohésion sociale',
  porteurs:
    'Direction de la cohésion sociale de la communauté d’agglomération Valenciennes Métropole : un EPCI créé en décembre 2000, 35 communes, environ 190 000 habitants, dont le siège est à Valenciennes.',
  objectifs: `Réunir dans un même projet de cohésion sociale toutes les communes de l’agglomération, rurales comprises, et y inscrire le contrat de ville comme la déclinaison du projet sur les quartiers les plus pauvres.

L’intercommunalité y est pilote et ressource : elle observe, cherche des financements, anime ; communes et associations restent les opérateurs.`,
  origine: `La politique de la ville est passée à l’intercommunalité dès 2000, quatorze ans avant que la loi de 2014 ne confie ce pilotage aux EPCI. Deux raisons : une échelle qui correspond à la concentration de la pauvreté, et la solidarité dans la communauté.

## Quatre étapes
- 2000-2006 : un contrat de ville porté par l’EPCI, qui n’a pas pleinement joué son rôle : les quartiers prioritaires sont restés l’affaire des communes directement concernées.
- 2007 : après un diagnostic partagé, un projet urbain de cohésion sociale (PUCS) porte une ambition sociale globale pour tout le territoire ; il contient les objectifs propres aux quartiers les plus pauvres et va au-delà.
- 2011 : il est renouvelé et rebaptisé projet territorial de cohésion sociale (PTCS), validé le 6 juin 2011.
- 2015-2020 : le PTCS et le contrat de ville sont renouvelés ensemble.`,
  description: `## Deux documents, un même projet
Le PTCS 2015-2020 couvre 35 communes et a 5 signataires : la communauté d’agglomération, l’État, la Région, le Département et la CAF. Le contrat de ville 2015-2020 couvre 18 communes et a 22 signataires, associations et bailleurs sociaux compris ; il est signé le 30 juin 2015.

Ils ont été écrits par cinq groupes de travail thématiques, institutions et communes réunies, et trois groupes transversaux (lutte contre les discriminations, égalité entre les femmes et les hommes, jeunesse) où sont venues les associations.

## Six axes plutôt que trois piliers
La grille nationale croise trois piliers (emploi et développement économique ; cadre de vie ; cohésion sociale) et trois thèmes transversaux. Ailleurs, les piliers structurent le contrat et cloisonnent ; ici ils ont été refondus en six axes communs aux deux documents.

## Le pilotage
Le comité de pilotage du PTCS est celui du contrat de ville, élargi aux trente-cinq communes. Ainsi élargi, il n’a jamais été réuni entre 2015 et 2017.

Les communes sans quartier prioritaire sont peu présentes dans les instances du PTCS. Elles participent davantage au PIA Jeunesse, au fonds d’initiatives locales destiné aux communes rurales, à l’axe prévention et santé, à la prévention de la radicalisation. Chacune s’engage plus ou moins, selon ses priorités et ses moyens : une intercommunalité à plusieurs vitesses, acceptée comme le prix pour avancer ensemble.

## Une ingénierie au service des acteurs
Peu d’actions sont conduites en direct : seulement là où aucun service n’existe. Les acteurs locaux manquent d’ingénierie pour durer et innover ; l’agglomération l’apporte dans trois domaines.
- L’observation et l’évaluation : l’Observatoire, créé avec le PTCS, fait des diagnostics réguliers qui croisent les statistiques de l’INSEE et de l’État avec l’expertise des acteurs de terrain. Il n’y a pas d’analyse des besoins sociaux à l’échelle de l’EPCI en 2017. Depuis janvier 2017, une mission OSE (observation, suivi, évaluation) du contrat de ville, portée par les deux animateurs territoriaux, mesure les effets dans la durée, d’abord du contrat, puis si possible du PTCS.
- La recherche de financements nouveaux : le PIA Jeunesse.
- L’animation de la gouvernance.

## Le PIA Jeunesse
Le programme d’investissements d’avenir a été saisi en 2016, à partir des habitudes du groupe jeunesse. Le projet « Accroche active ! Pour une jeunesse mobilisée et actrice de son avenir » s’adresse aux moins de 25 ans, 35 % de la population. Une trentaine de partenaires et trois groupes de travail créés pour lui l’ont écrit, avec toutes les communes : 13 actions, 8 opérateurs, trois domaines (décrochage scolaire ; orientation et liens avec les entreprises ; mobilité des jeunes). En août 2016, il est l’un des seize lauréats : jusqu’à près de 2 M€ de plus entre 2017 et 2021. Il veut durer et généraliser, et mobiliser le droit commun pour les plus fragiles.`,
  bilan: `- Une reconnaissance : en 2016, le territoire est vu comme volontaire en politique jeunesse, à petits pas ; il est l’un des 16 lauréats du PIA Jeunesse.
- Une dynamique positive entre partenaires : communes, EPCI, associations, Département, CAF, université, Éducation nationale.
- Une cohérence entre les documents stratégiques et les actions pour la jeunesse et la cohésion sociale.
- Une ingénierie nouvelle pour le territoire : de l’argent neuf et une expertise locale (évaluation, observation, prospective).
- Une limite : le déficit d’évaluation, qui pèse sur la valeur reconnue à ces politiques.`,
  nonMesure: true,
  partenaires:
    'Communes, Région, Département, CAF, Caisse des Dépôts, ARS, CPAM, Éducation nationale, justice, Pôle emploi, chambres consulaires, bailleurs sociaux, université (PIA Jeunesse), et de nombreuses associations.',
  moyensHumains: `Neuf agents, tous sur le PTCS : une direction ; trois chargés de mission (prévention et santé ; gestion urbaine de proximité ; éducation, citoyenneté, prévention de la délinquance, discriminations) ; deux animateurs territoriaux et mission OSE, qui accompagnent les communes ayant un quartier prioritaire, chacun avec une mission annexe (égalité entre les femmes et les hommes ; communication) ; un responsable administratif et financier ; deux assistants.

L’emploi est suivi depuis 2016 par un chargé de mission de la nouvelle direction de l’emploi.

Un groupement d’intérêt public porte le Programme de réussite éducative, rebaptisé Dispositif de Réussite Éducative : neuf équivalents temps plein (9 ETP).

D’autres directions y travaillent : habitat, renouvellement urbain, développement économique, sport, culture, écologie urbaine.`,
  moyensFinanciers: 'Environ 1 M€ pour 2016.',
  moyensMateriels: 'Des bureaux et des salles de réunion seulement.',
  notes:
    'Population : 190 459 habitants en 2013, dont 35 260 dans les quartiers prioritaires. Deux des dix-huit communes du contrat restent à confirmer.',
  complement: 'Fiche de cas d’origine : base Apriles (ODAS), septembre 2017.',
  contact: 'Direction de la cohésion sociale, Valenciennes Métropole.',
}

/** The report of 2016, invented for the demonstration: each part says so. */
export const rapport2016 = {
  situation:
    'Exemple. Dans les quartiers du contrat, 1 femme sur 3 et 1 homme sur 4 de 15 à 64 ans étaient sans emploi ni formation (chiffres inventés pour la démonstration).',
  actions:
    'Exemple. L’année 2016 a vu naître le programme pour la jeunesse ; la liste ci-dessous vient du projet.',
  perspectives: `Exemple. Quatre pistes pour la suite.
- Le droit commun : inscrire les quartiers dans les appels ordinaires de chaque financeur.
- La coordination : réunir une fois par an le comité élargi.
- La participation : former les conseils citoyens avant de les consulter.
- L’évaluation : donner à la mission OSE un indicateur par axe.`,
  articulation:
    'Exemple. Les relogements du renouvellement urbain sont suivis avec les équipes sociales ; les marchés comportent des clauses d’insertion.',
  dsu: 'Exemple. Les communes bénéficiaires présentent leurs actions de développement social urbain dans leur propre rapport.',
}

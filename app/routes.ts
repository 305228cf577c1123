import { index, prefix, type RouteConfig, route } from '@react-router/dev/routes'

// The site map, written by hand: a page is found here, then in the file it names.
export default [
  index('pages/entree.route.ts'),
  route('territoires', 'pages/territoires.route.tsx'),
  ...prefix('connexion', [index('pages/connexion.route.tsx')]),
  route('deconnexion', 'pages/deconnexion.route.ts'),
  route('demo/:persona', 'pages/demo-connexion.route.ts'),
  route('sante', 'pages/sante.route.ts'),

  route('t/:territoire', 'pages/territoire.layout.tsx', [
    index('pages/accueil.route.tsx'),
    route('recherche', 'pages/recherche.route.tsx'),
    route('recherche.json', 'pages/recherche-json.route.ts'),

    ...prefix('fiches', [
      index('features/fiches/fiches.route.tsx'),
      route('nouvelle', 'features/fiches/fiche-new.route.tsx'),
      route('tableau', 'features/fiches/fiches-board.route.tsx'),
      route('calendrier', 'features/fiches/fiches-calendar.route.tsx'),
      route('carte', 'features/fiches/fiches-map.route.tsx'),
      route(':code', 'features/fiches/fiche.route.tsx'),
      route(':code/modifier', 'features/fiches/fiche-edit.route.tsx'),
      route(':code/fichiers', 'features/fiches/fiche-files.route.tsx'),
      route(':code/fichiers/:id', 'features/fiches/fiche-file.route.ts'),
    ]),

    route('territoire', 'features/territoires/territoire.route.tsx'),
    route('commune/:code', 'pages/commune.route.tsx'),
    route('qpv/:code', 'pages/qpv.route.tsx'),

    ...prefix('organisations', [
      index('features/organisations/organisations.route.tsx'),
      route('nouvelle', 'features/organisations/organisation-new.route.tsx'),
      route(':id', 'features/organisations/organisation.route.tsx'),
      route(':id/modifier', 'features/organisations/organisation-edit.route.tsx'),
    ]),
  ]),
] satisfies RouteConfig

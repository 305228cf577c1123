import { index, layout, prefix, type RouteConfigEntry, route } from '@react-router/dev/routes'

/** The part of the site map that anybody reads: the interface, and the portal of each territory. */
export const publicRoutes: RouteConfigEntry[] = [
  ...prefix('api/v1', [
    route('openapi.json', 'features/publications/api-openapi.route.ts'),
    route('territoires', 'features/publications/api-territoires.route.ts'),
    route('territoires/:territoire/catalogue.jsonld', 'features/publications/api-catalogue.route.ts'),
    route('territoires/:territoire/export/:fichier', 'features/publications/api-export.route.ts'),
    route(
      'territoires/:territoire/partenaires/:collection',
      'features/publications/api-partenaires-liste.route.ts',
    ),
    route(
      'territoires/:territoire/partenaires/:collection/:id',
      'features/publications/api-partenaires-element.route.ts',
    ),
    route('territoires/:territoire/:chemin', 'features/publications/api-liste.route.ts'),
    route('territoires/:territoire/:chemin/:adresse', 'features/publications/api-element.route.ts'),
  ]),
  route('robots.txt', 'features/publications/robots.route.ts'),
  ...prefix('p/:territoire', [
    layout('features/publications/portail.layout.tsx', [
      index('features/publications/portail.route.tsx'),
      route('accessibilite', 'features/publications/portail-accessibilite.route.tsx'),
      route('quartier', 'features/publications/portail-quartier.route.tsx'),
      route('actions', 'features/publications/portail-actions.route.tsx'),
      route('donnees', 'features/publications/portail-donnees.route.tsx'),
      route('appels', 'features/publications/portail-appels.route.tsx'),
      route('appels/:code', 'features/publications/portail-appel.route.tsx'),
      route('programmation', 'features/publications/portail-programmation.route.tsx'),
      route('programmation/:annee', 'features/publications/portail-programmation.route.tsx', {
        id: 'portail-programmation-annee',
      }),
      route(':chemin', 'features/publications/portail-liste.route.tsx'),
      route(':chemin/:adresse', 'features/publications/portail-publication.route.tsx'),
    ]),
    route('en', 'features/publications/portail-en.layout.tsx', [
      index('features/publications/portail-en.route.tsx'),
      route('documents/:adresse', 'features/publications/portail-en-document.route.tsx'),
    ]),
    route('widgets/:nom', 'features/publications/portail-widget.route.tsx'),
    route('agenda.ics', 'features/publications/portail-agenda.route.ts'),
    route('flux.atom', 'features/publications/portail-flux.route.ts'),
    route('plan-du-site.xml', 'features/publications/portail-plan.route.ts'),
    route(':chemin/:adresse/:format', 'features/publications/portail-fichier.route.ts'),
  ]),
]

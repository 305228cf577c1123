import { index, layout, prefix, type RouteConfig, route } from '@react-router/dev/routes'

// The site map, written by hand: a page is found here, then in the file it names.
export default [
  index('pages/entree.route.ts'),
  route('territoires', 'pages/territoires.route.tsx'),
  ...prefix('connexion', [
    index('pages/connexion.route.tsx'),
    route('mot-de-passe', 'features/comptes/mot-de-passe-oublie.route.tsx'),
    route('mot-de-passe/:jeton', 'features/comptes/mot-de-passe-nouveau.route.tsx'),
    route('second-facteur', 'features/comptes/second-facteur.route.tsx'),
    route('sso', 'features/comptes/sso.route.ts'),
    route('invitation/:jeton', 'features/comptes/invitation.route.tsx'),
  ]),
  route('rejoindre', 'features/comptes/rejoindre.route.tsx'),
  route('deconnexion', 'pages/deconnexion.route.ts'),
  route('demo/:persona', 'pages/demo-connexion.route.ts'),
  route('sante', 'pages/sante.route.ts'),

  route('t/:territoire', 'pages/territoire.layout.tsx', [
    index('pages/accueil.route.tsx'),
    route('recherche', 'pages/recherche.route.tsx'),
    route('recherche.json', 'pages/recherche-json.route.ts'),
    route('brouillon', 'pages/brouillon.route.ts'),

    ...prefix('documents', [
      index('features/strategies/documents.route.tsx'),
      route('nouveau', 'features/strategies/document-new.route.tsx'),
      route(':code', 'pages/document.route.tsx'),
      route(':code/modifier', 'features/strategies/document-edit.route.tsx'),
      route(':code/comparer', 'features/strategies/document-compare.route.tsx'),
      route(':code/avenants/:numero', 'features/strategies/avenant.route.tsx'),
    ]),
    ...prefix('axes', [index('features/strategies/axes.route.tsx'), route(':id', 'pages/axe.route.tsx')]),
    ...prefix('engagements', [
      index('features/strategies/engagements.route.tsx'),
      route('nouveau', 'features/strategies/engagement-new.route.tsx'),
      route('signataires/:organisationId', 'features/strategies/signataire.route.tsx'),
      route(':id', 'features/strategies/engagement.route.tsx'),
    ]),
    route('grilles', 'pages/grilles.route.tsx'),
    route('themes', 'pages/themes.route.tsx'),
    ...prefix('plans', [
      index('features/strategies/plans.route.tsx'),
      route(':id', 'features/strategies/plan.route.tsx'),
    ]),
    route('coherence', 'pages/coherence.route.tsx'),
    ...prefix('equipe', [
      index('features/strategies/equipe.route.tsx'),
      route('nouveau', 'features/strategies/poste-new.route.tsx'),
      route(':id', 'features/strategies/poste.route.tsx'),
    ]),
    route('grilles/:grille/fiches.csv', 'pages/grille-export.route.ts'),

    ...prefix('fiches', [
      layout('features/fiches/fiches.layout.tsx', [
        index('features/fiches/fiches.route.tsx'),
        route('tableau', 'features/fiches/fiches-board.route.tsx'),
        route('calendrier', 'features/fiches/fiches-calendar.route.tsx'),
        route('carte', 'features/fiches/fiches-map.route.tsx'),
      ]),
      route('nouvelle', 'features/fiches/fiche-new.route.tsx'),
      route('export.xlsx', 'features/fiches/fiches-export.route.ts', { id: 'fiches-xlsx' }),
      route('export.csv', 'features/fiches/fiches-export.route.ts', { id: 'fiches-csv' }),
      route('lot', 'features/fiches/fiches-bulk.route.tsx'),
      route('vues', 'features/fiches/fiches-saved-views.route.ts'),
      route('import', 'features/fiches/fiches-import.route.tsx'),
      route('import/:depot', 'features/fiches/fiches-rehearsal.route.tsx'),
      route(':code', 'features/fiches/fiche.route.tsx'),
      route(':code/modifier', 'features/fiches/fiche-edit.route.tsx'),
      route(':code/journal', 'features/fiches/fiche-journal.route.tsx'),
      route(':code/presence', 'features/fiches/fiche-presence.route.ts'),
      route(':code/fichiers', 'features/fiches/fiche-files.route.tsx'),
      route(':code/fichiers/:id', 'features/fiches/fiche-file.route.ts'),
    ]),

    ...prefix('publications', [
      index('features/publications/publications.route.tsx'),
      route('produits/:sorte/:cle', 'features/publications/produit.route.tsx'),
      route('produits/:sorte/:cle/:format', 'features/publications/produit-fichier.route.ts'),
    ]),

    ...prefix('subventions', [
      index('features/appels/attributions.route.tsx'),
      route('export.xlsx', 'features/appels/attributions-export.route.ts', { id: 'subventions-xlsx' }),
      route('export.csv', 'features/appels/attributions-export.route.ts', { id: 'subventions-csv' }),
      route('importer', 'features/appels/attributions-import.route.tsx'),
      route('importer/:depot', 'features/appels/attributions-rehearsal.route.tsx'),
      route('imports', 'features/appels/attributions-imports.route.tsx'),
      route('imports/:id', 'features/appels/attributions-import-page.route.tsx'),
      route('publier', 'features/appels/scdl.route.tsx'),
      route('publier/scdl.csv', 'features/appels/scdl-file.route.ts'),
    ]),

    ...prefix('territoire', [
      index('features/territoires/territoire.route.tsx'),
      route('import', 'features/territoires/territoire-import.route.tsx'),
      route('import/:id', 'features/territoires/territoire-rehearsal.route.tsx'),
    ]),
    ...prefix('perimetres', [
      index('features/territoires/perimetres.route.tsx'),
      route('nouveau', 'features/territoires/perimetre-new.route.tsx'),
      route(':id', 'features/territoires/perimetre.route.tsx'),
      route(':id/modifier', 'features/territoires/perimetre-edit.route.tsx'),
    ]),
    route('commune/:code', 'pages/commune.route.tsx'),
    route('qpv/:code', 'pages/qpv.route.tsx'),

    ...prefix('observatoire', [
      index('features/observatoire/observatoire.route.tsx'),
      route('portrait', 'features/observatoire/portrait-ouvrir.route.ts'),
      route('portrait.csv', 'features/observatoire/portrait-export.route.ts', { id: 'portrait-csv' }),
      route('portrait.xlsx', 'features/observatoire/portrait-export.route.ts', { id: 'portrait-xlsx' }),
      route('portrait/:niveau/:code', 'features/observatoire/portrait.route.tsx'),
      route('carte', 'features/observatoire/carte.route.tsx'),
      route('carte.svg', 'features/observatoire/carte-export.route.ts', { id: 'carte-svg' }),
      route('carte.csv', 'features/observatoire/carte-export.route.ts', { id: 'carte-csv' }),
      route('explorer', 'features/observatoire/explorer.route.tsx'),
      route('explorer.csv', 'features/observatoire/explorer-export.route.ts', { id: 'explorer-csv' }),
      route('explorer.xlsx', 'features/observatoire/explorer-export.route.ts', { id: 'explorer-xlsx' }),
      route('semblables', 'features/observatoire/semblables.route.tsx'),
      route('imports', 'features/observatoire/observatoire-imports.route.tsx'),
      route('imports/repetition/:depot', 'features/observatoire/observatoire-repetition.route.tsx'),
      route('imports/:id', 'features/observatoire/observatoire-import.route.tsx'),
    ]),
    ...prefix('personnes', [
      index('features/comptes/personnes.route.tsx'),
      route('inviter', 'features/comptes/inviter.route.tsx'),
      route('roles', 'features/comptes/roles.route.tsx'),
      route(':id', 'features/comptes/personne.route.tsx'),
      route(':id/roles/nouveau', 'features/comptes/affectation-new.route.tsx'),
      route(':id/roles/:affectation', 'features/comptes/affectation-edit.route.tsx'),
    ]),
    ...prefix('moi', [
      index('features/comptes/moi.route.tsx'),
      route('second-facteur', 'features/comptes/moi-second-facteur.route.tsx'),
      route('notifications', 'features/comptes/moi-notifications.route.tsx'),
      route('droits', 'features/comptes/moi-droits.route.tsx'),
    ]),
    ...prefix('courriels', [index('pages/courriels.route.tsx'), route(':id', 'pages/courriel.route.tsx')]),
    route('journal', 'pages/journal.route.tsx'),

    ...prefix('organisations', [
      index('features/organisations/organisations.route.tsx'),
      route('nouvelle', 'features/organisations/organisation-new.route.tsx'),
      route('export.xlsx', 'features/organisations/organisations-export.route.ts', {
        id: 'organisations-xlsx',
      }),
      route('export.csv', 'features/organisations/organisations-export.route.ts', {
        id: 'organisations-csv',
      }),
      route('doublons', 'features/organisations/organisations-duplicates.route.tsx'),
      route('importer', 'features/organisations/organisations-import.route.tsx'),
      route('importer/:depot', 'features/organisations/organisations-rehearsal.route.tsx'),
      route(':id', 'pages/organisation.route.tsx'),
      route(':id/modifier', 'features/organisations/organisation-edit.route.tsx'),
    ]),
  ]),
] satisfies RouteConfig

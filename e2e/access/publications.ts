import { aCall, authors, type Code, everyone, idFrom, nothing, type Row, team, uuid } from './roles.ts'

const aPublication = { chemin: 'documents', adresse: 'ptcs-2015' }

const aReport = {
  id: { linkedFrom: '/publications', pattern: new RegExp(`/rapports/(${uuid})"`) },
}

const aSheet = {
  id: { linkedFrom: '/publications', pattern: new RegExp(`/experiences/(${uuid})"`) },
}

const registerReaders: ReadonlyArray<Code> = ['direction', 'mission', 'finances']

const aPersonne = idFrom('personnes')

const aDestruction = {
  id: { linkedFrom: '/registre', pattern: new RegExp(`/destructions/(${uuid})"`) },
}

const aNote = {
  id: { linkedFrom: '/publications', pattern: new RegExp(`/notes/(${uuid})"`) },
}

const aText = { ...aReport, sorte: 'rapport' }

export const publications: Record<string, Row> = {
  '/t/:territoire/textes/:sorte/:id': { reads: team, writes: team, params: aText },
  '/t/:territoire/textes/:sorte/:id/ecrire': { reads: [], writes: team, params: aText },
  '/t/:territoire/textes/:sorte/:id/versions': { reads: team, params: aText },
  '/t/:territoire/publications': { reads: everyone },
  '/t/:territoire/publications/produits/:sorte/:cle': {
    reads: everyone,
    writes: authors,
    params: { sorte: 'document-cadre', cle: 'ptcs-2015' },
  },
  '/t/:territoire/publications/produits/:sorte/:cle/:format': {
    reads: everyone,
    params: { sorte: 'fiche-action', cle: 'AA-00', format: 'html' },
  },
  '/t/:territoire/publications/rapports/nouveau': { reads: team, writes: team },
  '/t/:territoire/publications/rapports/:id': { reads: team, writes: team, params: aReport },
  '/t/:territoire/publications/rapports/:id/:format': { reads: team, params: { ...aReport, format: 'html' } },
  '/t/:territoire/publications/notes/nouvelle': { reads: team, writes: team },
  '/t/:territoire/publications/notes/:id': { reads: team, writes: team, params: aNote },
  '/t/:territoire/publications/notes/:id/plan': { reads: team, writes: team, params: aNote },
  '/t/:territoire/publications/notes/:id/:format': { reads: team, params: { ...aNote, format: 'html' } },
  '/t/:territoire/publications/experiences/nouvelle': { reads: team, writes: team },
  '/t/:territoire/publications/experiences/:id': { reads: team, writes: team, params: aSheet },
  '/t/:territoire/publications/experiences/:id/modifier': { reads: team, writes: team, params: aSheet },
  '/t/:territoire/publications/experiences/:id/:format': {
    reads: team,
    params: { ...aSheet, format: 'html' },
  },
  '/t/:territoire/publications/archive': { reads: ['direction'] },
  '/t/:territoire/publications/archive.tar.gz': { reads: [], writes: ['direction'] },
  '/t/:territoire/publications/jetons': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/publications/abonnements': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/publications/abonnements/:id': {
    reads: ['direction'],
    writes: ['direction'],
    params: {
      id: {
        linkedFrom: '/publications/abonnements',
        pattern: new RegExp(`/abonnements/(${uuid})"`),
      },
    },
  },
  '/t/:territoire/publications/portail': { reads: authors, writes: authors },
  '/api/v1/openapi.json': { reads: 'public' },
  '/api/v1/territoires': { reads: 'public' },
  '/api/v1/territoires/:territoire/catalogue.jsonld': { reads: 'public' },
  '/api/v1/territoires/:territoire/export/:fichier': { reads: 'public', params: { fichier: 'actions.csv' } },
  // Without a key: 401. What a key opens is tried in e2e/publications-api.spec.ts.
  '/api/v1/territoires/:territoire/partenaires/:collection': {
    reads: [],
    always: 401,
    params: { collection: 'fiches' },
  },
  '/api/v1/territoires/:territoire/partenaires/:collection/:id': {
    reads: [],
    always: 401,
    params: { collection: 'fiches', id: nothing },
  },
  '/api/v1/territoires/:territoire/:chemin': { reads: 'public', params: { chemin: 'actions' } },
  '/api/v1/territoires/:territoire/:chemin/:adresse': { reads: 'public', params: aPublication },
  '/robots.txt': { reads: 'public' },
  '/p/:territoire': { reads: 'public' },
  '/p/:territoire/accessibilite': { reads: 'public' },
  '/p/:territoire/quartier': { reads: 'public' },
  '/p/:territoire/en': { reads: 'public' },
  '/p/:territoire/en/documents/:adresse': { reads: 'public', params: { adresse: 'ptcs-2015' } },
  '/p/:territoire/widgets/:nom': { reads: 'public', params: { nom: 'actions' } },
  '/p/:territoire/agenda.ics': { reads: 'public' },
  '/p/:territoire/actions': { reads: 'public' },
  '/p/:territoire/donnees': { reads: 'public' },
  '/p/:territoire/flux.atom': { reads: 'public' },
  '/p/:territoire/plan-du-site.xml': { reads: 'public' },
  '/p/:territoire/appels': { reads: 'public' },
  '/p/:territoire/appels/:code': { reads: 'public', params: aCall },
  '/p/:territoire/programmation': { reads: 'public' },
  '/p/:territoire/programmation/:annee': { reads: 'public', params: { annee: '2025' } },
  '/p/:territoire/:chemin': { reads: 'public', params: { chemin: 'documents' } },
  '/p/:territoire/:chemin/:adresse': { reads: 'public', params: aPublication },
  '/p/:territoire/:chemin/:adresse/:format': { reads: 'public', params: { ...aPublication, format: 'html' } },
  '/t/:territoire/publications/trame': { reads: authors, writes: authors },
  '/t/:territoire/publications/trame.json': { reads: authors },
  '/t/:territoire/publications/trame/:depot': { reads: [], writes: [], params: { depot: nothing } },
  '/t/:territoire/registre': { reads: registerReaders, writes: authors },
  '/t/:territoire/registre/registre/:format': { reads: registerReaders, params: { format: 'html' } },
  '/t/:territoire/registre/regles/:sorte': {
    reads: authors,
    writes: authors,
    params: { sorte: 'courriels' },
  },
  '/t/:territoire/registre/destructions/:id': {
    reads: registerReaders,
    writes: registerReaders,
    params: aDestruction,
  },
  '/t/:territoire/registre/destructions/:id/:format': {
    reads: registerReaders,
    params: { ...aDestruction, format: 'html' },
  },
  '/t/:territoire/registre/transferts': { reads: authors, writes: authors },
  '/t/:territoire/registre/transferts/:id': { reads: [], writes: [], params: { id: nothing } },
  '/t/:territoire/registre/transferts/:id/paquet': { reads: [], params: { id: nothing } },
  '/t/:territoire/registre/personnes': { reads: authors },
  '/t/:territoire/registre/personnes/:id': { reads: authors, params: aPersonne },
  '/t/:territoire/registre/personnes/:id/:format': {
    reads: authors,
    params: { ...aPersonne, format: 'json' },
  },
}

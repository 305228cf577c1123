import { type DemoPersona, demoPersonas } from '#app/platform/demo.ts'

type Code = DemoPersona['code']

export interface Row {
  /** Who gets the page: everybody else gets 403 or 404, and a visitor the sign-in page. */
  reads: ReadonlyArray<Code> | 'public'
  /** Who may send its form. To be said as soon as the route has an action. */
  writes?: ReadonlyArray<Code> | 'public'
  /** The same answer to everybody, visitors included: an address that opens only with a secret or a setting. */
  always?: number
  /** The values of the parameters of the address, or the page of the territory on which a link gives one. */
  params?: Record<string, string | { linkedFrom: string; pattern: RegExp }>
}

const everyone: ReadonlyArray<Code> = demoPersonas.map((persona) => persona.code)
const allBut = (...codes: Code[]): ReadonlyArray<Code> => everyone.filter((code) => !codes.includes(code))

const team: ReadonlyArray<Code> = ['direction', 'mission', 'ose', 'finances']

const uuid = '[0-9a-f]{8}-[0-9a-f-]{27}'

/** The `id` of the first link of a list of the territory, or of the link with these words. */
const idFrom = (list: string, words = '') => ({
  id: {
    linkedFrom: `/${list}`,
    pattern: new RegExp(`/${list.split('?')[0]}/(${uuid})"[^>]*>${words}`),
  },
})

// None of the people who see only their own belongs to it.
const anOrganisation = idFrom('organisations?q=anzin', 'Commune')

const anInstance = idFrom('instances', 'Comité de pilotage du contrat')
const aSeance = {
  id: { linkedFrom: '/suites', pattern: new RegExp(`/seances/(${uuid})"`) },
}

const figureReaders = allBut('commune-rurale', 'commune-qpv', 'partenaire', 'porteur', 'conseil-citoyen')
const callKeepers: ReadonlyArray<Code> = ['direction', 'mission', 'finances']
const authors: ReadonlyArray<Code> = ['direction', 'mission']

const aDocument = { code: 'ptcs-2015' }

const aPersonne = idFrom('personnes')
const aRole = {
  ...aPersonne,
  affectation: { linkedFrom: '/personnes/:id', pattern: new RegExp(`/roles/(${uuid})"`) },
}

const ficheWriters: ReadonlyArray<Code> = [...team, 'commune-rurale', 'commune-qpv', 'partenaire', 'porteur']
const importers: ReadonlyArray<Code> = ['direction', 'mission', 'ose']

const students: ReadonlyArray<Code> = [...importers, 'evaluateur']
const evaluationReaders = allBut('porteur', 'conseil-citoyen')
const anEvaluation = { code: 'contrat-de-ville-2015' }
const anEvaluationLink = (page: string, pattern: string) => ({
  linkedFrom: `/evaluation/contrat-de-ville-2015${page}`,
  pattern: new RegExp(pattern),
})
const aQuestion = { ...anEvaluation, id: anEvaluationLink('', `/questions/(${uuid})"`) }
const aFollowed = { ...anEvaluation, id: anEvaluationLink('/suivi', `/suivi/(${uuid})"`) }
const deliverers: ReadonlyArray<Code> = [
  ...students,
  'commune-rurale',
  'commune-qpv',
  'etat',
  'caf',
  'partenaire',
]
const aConstatEvaluation = {
  ...aQuestion,
  constat: anEvaluationLink('/questions/:id', `/constats/(${uuid})"`),
}

// A programme under way that the demonstration's partner and carrier operate, and no commune does.
const aFiche = { code: 'AA-00' }
const itsWriters: ReadonlyArray<Code> = [...team, 'partenaire', 'porteur']
// A bid whose consortium holds the two communes and the partner of the demonstration.
const aBid = { code: 'JEUNES-2027' }
const itsBidReaders: ReadonlyArray<Code> = [
  ...team,
  'evaluateur',
  'commune-rurale',
  'commune-qpv',
  'partenaire',
]
const itsBidWriters: ReadonlyArray<Code> = [...team, 'partenaire']
const aCall = { code: 'CDV-2027' }
const funding: ReadonlyArray<Code> = ['direction', 'mission', 'finances']
const carriers: ReadonlyArray<Code> = [...funding, 'commune-rurale', 'commune-qpv', 'partenaire', 'porteur']
// A dossier submitted last year by the carrier of the demonstration: no other carrier knows of it.
const aDossier = {
  id: {
    linkedFrom: '/financements/appels/CDV-2026',
    pattern: new RegExp(`/dossiers/(${uuid})"(?:(?!/dossiers/)[\\s\\S])*?CDV-2026-0001`),
  },
}
const itsDossierReaders: ReadonlyArray<Code> = [...team, 'etat', 'caf', 'evaluateur', 'porteur']
const itsDossierWriters: ReadonlyArray<Code> = [...funding, 'porteur']
const openDataReaders = allBut('porteur', 'conseil-citoyen')
const aPublication = { chemin: 'documents', adresse: 'ptcs-2015' }
const aReport = {
  id: { linkedFrom: '/publications', pattern: new RegExp(`/rapports/(${uuid})"`) },
}
const aSheet = {
  id: { linkedFrom: '/publications', pattern: new RegExp(`/experiences/(${uuid})"`) },
}
const fieldReaders = allBut('porteur')
const fieldWriters = allBut('porteur', 'evaluateur')
const diagnosers: ReadonlyArray<Code> = ['direction', 'mission', 'ose']
// One of the demonstration: journeys add others, which their authors may change.
const anObservation = {
  id: { linkedFrom: '/observations?q=soins+dentaires', pattern: new RegExp(`/observations/(${uuid})"`) },
}
const aDiagnostic = {
  id: {
    linkedFrom: '/diagnostics',
    pattern: new RegExp(`/diagnostics/(${uuid})"[^>]*>Accès aux soins dans deux quartiers`),
  },
}
const nothing = '00000000-0000-7000-8000-000000000000'

/**
 * One row a route: who reads, who writes. A route without a row fails the tests; a row without a route too.
 * What a person sees inside a page is tested with its feature; here, whether the page opens at all.
 */
export const accessMatrix: Record<string, Row> = {
  '/': { reads: everyone },
  '/territoires': { reads: everyone },
  '/connexion': { reads: 'public', writes: 'public' },
  '/connexion/mot-de-passe': { reads: 'public', writes: 'public' },
  '/connexion/mot-de-passe/:jeton': { reads: 'public', writes: 'public' },
  '/connexion/second-facteur': { reads: 'public', writes: 'public' },
  '/connexion/sso': { reads: [], always: 404 },
  '/connexion/invitation/:jeton': { reads: [], writes: 'public', always: 404 },
  '/rejoindre': { reads: everyone, writes: everyone },
  '/deconnexion': { reads: 'public', writes: 'public' },
  '/demo/:persona': { reads: 'public', writes: 'public', params: { persona: 'direction' } },
  '/sante': { reads: 'public' },
  '/contribuer/:jeton': { reads: [], writes: 'public', always: 404 },

  '/t/:territoire': { reads: everyone },
  '/t/:territoire/recherche': { reads: everyone },
  '/t/:territoire/recherche.json': { reads: everyone },

  '/t/:territoire/personnes': { reads: everyone, writes: ['direction'] },
  '/t/:territoire/personnes/inviter': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/personnes/roles': { reads: allBut('porteur', 'conseil-citoyen') },
  '/t/:territoire/personnes/:id': {
    reads: allBut('porteur', 'conseil-citoyen'),
    writes: ['direction'],
    params: aPersonne,
  },
  '/t/:territoire/personnes/:id/roles/nouveau': {
    reads: ['direction'],
    writes: ['direction'],
    params: aPersonne,
  },
  '/t/:territoire/personnes/:id/roles/:affectation': {
    reads: ['direction'],
    writes: ['direction'],
    params: aRole,
  },
  '/t/:territoire/moi': { reads: everyone, writes: everyone },
  '/t/:territoire/moi/second-facteur': { reads: everyone, writes: everyone },
  '/t/:territoire/moi/droits': { reads: everyone },
  '/t/:territoire/moi/notifications': { reads: everyone, writes: everyone },
  '/t/:territoire/courriels': { reads: ['direction', 'finances'] },
  '/t/:territoire/courriels/:id': { reads: ['direction', 'finances'], params: idFrom('courriels') },
  '/t/:territoire/journal': { reads: [...team, 'evaluateur'] },

  '/t/:territoire/territoire': { reads: everyone },
  '/t/:territoire/territoire/import': { reads: ['direction', 'ose'], writes: ['direction', 'ose'] },
  '/t/:territoire/territoire/import/:id': {
    reads: [],
    writes: ['direction', 'ose'],
    params: { id: nothing },
  },
  '/t/:territoire/perimetres': { reads: everyone },
  '/t/:territoire/perimetres/nouveau': { reads: ['direction', 'ose'], writes: ['direction', 'ose'] },
  '/t/:territoire/perimetres/:id': { reads: everyone, params: idFrom('perimetres') },
  '/t/:territoire/perimetres/:id/modifier': {
    reads: ['direction', 'ose'],
    writes: ['direction', 'ose'],
    params: idFrom('perimetres'),
  },
  '/t/:territoire/commune/:code': { reads: everyone, params: { code: '59014' } },
  '/t/:territoire/qpv/:code': { reads: everyone, params: { code: 'QN05921M' } },

  '/t/:territoire/documents': { reads: everyone },
  '/t/:territoire/documents/nouveau': { reads: authors, writes: authors },
  '/t/:territoire/documents/:code': { reads: everyone, writes: authors, params: aDocument },
  '/t/:territoire/documents/:code/modifier': { reads: authors, writes: authors, params: aDocument },
  '/t/:territoire/documents/:code/comparer': { reads: everyone, params: aDocument },
  '/t/:territoire/documents/:code/avenants/:numero': {
    reads: everyone,
    writes: authors,
    params: { ...aDocument, numero: '1' },
  },
  '/t/:territoire/axes': { reads: everyone, writes: authors },
  '/t/:territoire/axes/:id': { reads: everyone, writes: authors, params: idFrom('axes') },
  '/t/:territoire/engagements': { reads: everyone },
  '/t/:territoire/engagements/nouveau': { reads: authors, writes: authors },
  '/t/:territoire/engagements/:id': {
    reads: everyone,
    // The team, and whoever promised it: here the CAF.
    writes: [...team, 'caf'],
    params: idFrom('engagements?document=ptcs-2015', 'Transmettre chaque année les données de la CAF'),
  },
  '/t/:territoire/engagements/signataires/:organisationId': {
    reads: everyone,
    params: {
      organisationId: { linkedFrom: '/engagements', pattern: new RegExp(`/signataires/(${uuid})"`) },
    },
  },
  '/t/:territoire/grilles': { reads: everyone, writes: authors },
  '/t/:territoire/grilles/:grille/fiches.csv': { reads: everyone, params: { grille: 'contrats-2015' } },
  '/t/:territoire/themes': { reads: everyone, writes: authors },
  '/t/:territoire/plans': { reads: everyone, writes: authors },
  '/t/:territoire/plans/:id': { reads: everyone, writes: authors, params: idFrom('plans') },
  '/t/:territoire/coherence': { reads: everyone },
  '/t/:territoire/equipe': { reads: allBut('porteur', 'conseil-citoyen') },
  '/t/:territoire/equipe/nouveau': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/equipe/:id': { reads: ['direction'], writes: ['direction'], params: idFrom('equipe') },

  '/signature/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: 'inconnu' } },
  '/convocation/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: 'inconnu' } },
  '/t/:territoire/instances': { reads: allBut('porteur') },
  '/t/:territoire/instances/nouvelle': { reads: authors, writes: authors },
  '/t/:territoire/instances/:id': { reads: allBut('porteur'), writes: authors, params: anInstance },
  '/t/:territoire/instances/:id/modifier': { reads: authors, writes: authors, params: anInstance },
  '/t/:territoire/instances/:id/seances/nouvelle': {
    reads: importers,
    writes: importers,
    params: anInstance,
  },
  '/t/:territoire/suites': { reads: allBut('porteur'), writes: importers },
  '/t/:territoire/agenda': { reads: allBut('porteur'), writes: allBut('porteur') },
  '/agenda/:jeton/seances.ics': { reads: 'public', always: 404, params: { jeton: 'inconnu' } },
  '/t/:territoire/seances/:id': { reads: allBut('porteur'), writes: importers, params: aSeance },
  '/t/:territoire/seances/:id/notes': { reads: [], writes: importers, params: aSeance },
  '/t/:territoire/seances/:id/:piece/:format': {
    reads: allBut('porteur'),
    params: { ...aSeance, piece: 'releve', format: 'html' },
  },

  '/t/:territoire/organisations': { reads: everyone },
  '/t/:territoire/organisations/nouvelle': { reads: team, writes: team },
  '/t/:territoire/organisations/export.xlsx': { reads: everyone },
  '/t/:territoire/organisations/export.csv': { reads: everyone },
  '/t/:territoire/organisations/doublons': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/organisations/importer': { reads: team, writes: team },
  '/t/:territoire/organisations/importer/:depot': { reads: [], writes: team, params: { depot: nothing } },
  '/t/:territoire/organisations/:id': { reads: allBut('porteur'), params: anOrganisation },
  '/t/:territoire/organisations/:id/modifier': { reads: team, writes: team, params: anOrganisation },

  '/t/:territoire/financements': { reads: everyone },
  '/t/:territoire/financements/chiffres': { reads: figureReaders },
  '/t/:territoire/financements/chiffres/dossiers': { reads: figureReaders },
  '/t/:territoire/financements/chiffres/tableau.xlsx': { reads: figureReaders },
  '/t/:territoire/financements/relais': { reads: figureReaders, writes: team },
  '/t/:territoire/financements/droit-commun': {
    reads: allBut('porteur', 'conseil-citoyen'),
    writes: allBut('porteur', 'conseil-citoyen', 'evaluateur'),
  },
  '/t/:territoire/financements/import': { reads: callKeepers, writes: callKeepers },
  '/t/:territoire/financements/import/:depot': { reads: [], writes: callKeepers, params: { depot: nothing } },
  '/t/:territoire/financements/appels/nouveau': { reads: funding, writes: funding },
  '/t/:territoire/financements/appels/:code': { reads: everyone, writes: funding, params: aCall },
  '/t/:territoire/financements/appels/:code/modifier': { reads: funding, writes: funding, params: aCall },
  '/t/:territoire/financements/appels/:code/deposer': { reads: carriers, writes: carriers, params: aCall },
  '/t/:territoire/financements/dossiers/:id': {
    reads: itsDossierReaders,
    writes: itsDossierWriters,
    params: aDossier,
  },
  '/t/:territoire/financements/dossiers/:id/dossier.pdf': { reads: itsDossierReaders, params: aDossier },
  '/t/:territoire/financements/dossiers/:id/dossier.docx': { reads: itsDossierReaders, params: aDossier },
  '/t/:territoire/financements/dossiers/:id/fichiers': {
    reads: itsDossierReaders,
    writes: itsDossierWriters,
    params: aDossier,
  },
  '/t/:territoire/financements/dossiers/:id/fichiers/:fichier': {
    reads: [],
    params: { ...aDossier, fichier: nothing },
  },
  '/t/:territoire/financements/dossiers/:id/:etape': {
    reads: itsDossierWriters,
    writes: itsDossierWriters,
    params: { ...aDossier, etape: 'projet' },
  },
  '/t/:territoire/candidatures': { reads: itsBidReaders },
  '/t/:territoire/candidatures/nouvelle': { reads: team, writes: team },
  '/t/:territoire/candidatures/:code': { reads: itsBidReaders, writes: itsBidWriters, params: aBid },
  '/t/:territoire/candidatures/:code/consortium': {
    reads: itsBidReaders,
    writes: itsBidWriters,
    params: aBid,
  },
  '/t/:territoire/candidatures/:code/actions': { reads: itsBidReaders, writes: itsBidWriters, params: aBid },
  '/t/:territoire/candidatures/:code/budget': { reads: itsBidReaders, writes: itsBidWriters, params: aBid },
  '/t/:territoire/candidatures/:code/dossier': { reads: itsBidReaders, writes: itsBidWriters, params: aBid },
  '/t/:territoire/candidatures/:code/modifier': { reads: itsBidWriters, writes: itsBidWriters, params: aBid },
  '/t/:territoire/candidatures/:code/lettres/:partenaire.docx': {
    reads: itsBidReaders,
    params: {
      ...aBid,
      partenaire: {
        linkedFrom: '/candidatures/JEUNES-2027/consortium',
        pattern: new RegExp(`/lettres/(${uuid})\\.docx"`),
      },
    },
  },
  '/t/:territoire/candidatures/:code/dossier.pdf': { reads: itsBidReaders, params: aBid },
  '/t/:territoire/candidatures/:code/dossier.docx': { reads: itsBidReaders, params: aBid },
  '/t/:territoire/candidatures/:code/dossier.xlsx': { reads: itsBidReaders, params: aBid },
  '/t/:territoire/veille': { reads: openDataReaders },
  '/t/:territoire/veille/importer': { reads: team, writes: team },
  '/t/:territoire/veille/importer/:depot': { reads: [], writes: team, params: { depot: nothing } },
  '/t/:territoire/veille/:id': { reads: openDataReaders, writes: team, params: idFrom('veille') },
  '/t/:territoire/subventions': { reads: openDataReaders },
  '/t/:territoire/subventions/export.xlsx': { reads: openDataReaders },
  '/t/:territoire/subventions/export.csv': { reads: openDataReaders },
  '/t/:territoire/subventions/importer': { reads: team, writes: team },
  '/t/:territoire/subventions/importer/:depot': { reads: [], writes: team, params: { depot: nothing } },
  '/t/:territoire/subventions/imports': { reads: openDataReaders },
  '/t/:territoire/subventions/publier': { reads: team },
  '/t/:territoire/subventions/publier/scdl.csv': { reads: team },
  '/t/:territoire/subventions/imports/:id': { reads: [], writes: team, params: { id: nothing } },

  '/t/:territoire/brouillon': { reads: everyone, writes: everyone },
  '/t/:territoire/fiches': { reads: everyone },
  '/t/:territoire/fiches/nouvelle': { reads: ficheWriters, writes: ficheWriters },
  '/t/:territoire/fiches/tableau': { reads: everyone, writes: ficheWriters },
  '/t/:territoire/fiches/calendrier': { reads: everyone },
  '/t/:territoire/fiches/carte': { reads: everyone },
  '/t/:territoire/fiches/export.xlsx': { reads: everyone },
  '/t/:territoire/fiches/export.csv': { reads: everyone },
  '/t/:territoire/fiches/lot': { reads: ficheWriters, writes: ficheWriters },
  '/t/:territoire/fiches/vues': { reads: everyone, writes: everyone },
  '/t/:territoire/fiches/import': { reads: importers, writes: importers },
  '/t/:territoire/fiches/import/:depot': { reads: [], writes: importers, params: { depot: nothing } },
  '/t/:territoire/fiches/:code': { reads: everyone, writes: allBut('evaluateur'), params: aFiche },
  '/t/:territoire/fiches/:code/modifier': { reads: itsWriters, writes: itsWriters, params: aFiche },
  '/t/:territoire/fiches/:code/journal': {
    reads: [...itsWriters, 'evaluateur'],
    writes: itsWriters,
    params: aFiche,
  },
  '/t/:territoire/fiches/:code/presence': { reads: everyone, writes: everyone, params: aFiche },
  '/t/:territoire/fiches/:code/fichiers': { reads: itsWriters, writes: itsWriters, params: aFiche },
  '/t/:territoire/fiches/:code/fichiers/:id': { reads: [], params: { ...aFiche, id: nothing } },

  '/t/:territoire/evaluation': { reads: evaluationReaders },
  '/t/:territoire/evaluation/:code': { reads: evaluationReaders, writes: students, params: anEvaluation },
  '/t/:territoire/evaluation/:code/referentiel.xlsx': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/referentiel.docx': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/referentiel.pdf': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/proposer': { reads: students, writes: students, params: anEvaluation },
  '/t/:territoire/evaluation/:code/questions/nouvelle': {
    reads: students,
    writes: students,
    params: anEvaluation,
  },
  '/t/:territoire/evaluation/:code/questions/:id': {
    reads: evaluationReaders,
    writes: students,
    params: aQuestion,
  },
  '/t/:territoire/evaluation/:code/questions/:id/modifier': {
    reads: students,
    writes: students,
    params: aQuestion,
  },
  '/t/:territoire/evaluation/:code/questions/:id/constats/nouveau': {
    reads: students,
    writes: students,
    params: aQuestion,
  },
  '/t/:territoire/evaluation/:code/questions/:id/constats/:constat': {
    reads: students,
    writes: students,
    params: aConstatEvaluation,
  },
  '/t/:territoire/evaluation/:code/logique': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/logique/:axe': {
    reads: evaluationReaders,
    writes: students,
    params: { ...anEvaluation, axe: anEvaluationLink('/logique', `/logique/(${uuid})"`) },
  },
  '/t/:territoire/evaluation/:code/suivi': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/suivi/nouveau': {
    reads: students,
    writes: students,
    params: anEvaluation,
  },
  '/t/:territoire/evaluation/:code/suivi/calculables': { reads: evaluationReaders, params: anEvaluation },
  '/t/:territoire/evaluation/:code/suivi/:id': {
    reads: evaluationReaders,
    writes: students,
    params: aFollowed,
  },
  '/t/:territoire/evaluation/:code/suivi/:id/modifier': {
    reads: students,
    writes: students,
    params: aFollowed,
  },
  '/t/:territoire/evaluation/:code/donnees': {
    reads: evaluationReaders,
    writes: deliverers,
    params: anEvaluation,
  },
  '/t/:territoire/etudes': { reads: allBut('porteur', 'conseil-citoyen') },
  '/t/:territoire/etudes/nouvelle': { reads: students, writes: students },
  '/t/:territoire/etudes/:id': { reads: [], writes: students, params: { id: nothing } },
  '/t/:territoire/etudes/:id/modifier': { reads: [], writes: students, params: { id: nothing } },
  '/t/:territoire/etudes/:id/panel.csv': { reads: [], params: { id: nothing } },

  '/t/:territoire/observatoire': { reads: everyone, writes: authors },
  '/t/:territoire/observatoire/portrait': { reads: everyone },
  '/t/:territoire/observatoire/portrait.csv': { reads: everyone },
  '/t/:territoire/observatoire/portrait.xlsx': { reads: everyone },
  '/t/:territoire/observatoire/portrait.pdf': { reads: everyone },
  '/t/:territoire/observatoire/portrait.docx': { reads: everyone },
  '/t/:territoire/observatoire/portrait/:niveau/:code': {
    reads: everyone,
    params: { niveau: 'commune', code: '59606' },
  },
  '/t/:territoire/observatoire/carte': { reads: everyone },
  '/t/:territoire/observatoire/carte.svg': { reads: everyone },
  '/t/:territoire/observatoire/carte.csv': { reads: everyone },
  '/t/:territoire/observatoire/explorer': { reads: everyone, writes: everyone },
  '/t/:territoire/observatoire/explorer.csv': { reads: everyone },
  '/t/:territoire/observatoire/explorer.xlsx': { reads: everyone },
  '/t/:territoire/observatoire/semblables': { reads: everyone },
  '/t/:territoire/observatoire/typologie': { reads: everyone },
  '/t/:territoire/observatoire/imports': { reads: everyone, writes: importers },
  '/t/:territoire/observatoire/imports/repetition/:depot': {
    reads: [],
    writes: importers,
    params: { depot: nothing },
  },
  '/t/:territoire/observatoire/imports/:id': {
    reads: everyone,
    writes: importers,
    params: {
      id: {
        linkedFrom: '/observatoire/imports',
        pattern: /\/observatoire\/imports\/(?!repetition)([^"/]+)"/,
      },
    },
  },

  '/t/:territoire/observations': { reads: fieldReaders },
  '/t/:territoire/observations/nouvelle': { reads: fieldWriters, writes: fieldWriters },
  '/t/:territoire/observations/:id': {
    reads: fieldReaders,
    writes: fieldWriters,
    params: anObservation,
  },
  '/t/:territoire/observations/:id/modifier': { reads: team, writes: team, params: anObservation },

  '/t/:territoire/diagnostics': { reads: fieldReaders },
  '/t/:territoire/diagnostics/nouveau': { reads: diagnosers, writes: diagnosers },
  '/t/:territoire/diagnostics/:id': { reads: fieldReaders, writes: fieldReaders, params: aDiagnostic },
  '/t/:territoire/diagnostics/:id/modifier': { reads: diagnosers, writes: diagnosers, params: aDiagnostic },
  '/t/:territoire/diagnostics/:id/comparer': { reads: [], params: aDiagnostic },
  '/t/:territoire/diagnostics/:id/constats/nouveau': {
    reads: diagnosers,
    writes: diagnosers,
    params: aDiagnostic,
  },
  '/t/:territoire/diagnostics/:id/constats/:constat': {
    reads: [],
    writes: diagnosers,
    params: { ...aDiagnostic, constat: nothing },
  },
  '/t/:territoire/diagnostics/:id/:format': {
    reads: fieldReaders,
    params: { ...aDiagnostic, format: 'html' },
  },

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
  '/t/:territoire/publications/rapports/:id/modifier': { reads: team, writes: team, params: aReport },
  '/t/:territoire/publications/rapports/:id/:format': { reads: team, params: { ...aReport, format: 'html' } },
  '/t/:territoire/publications/experiences/nouvelle': { reads: team, writes: team },
  '/t/:territoire/publications/experiences/:id': { reads: team, writes: team, params: aSheet },
  '/t/:territoire/publications/experiences/:id/modifier': { reads: team, writes: team, params: aSheet },
  '/t/:territoire/publications/experiences/:id/:format': {
    reads: team,
    params: { ...aSheet, format: 'html' },
  },
  '/t/:territoire/publications/archive': { reads: ['direction'] },
  '/t/:territoire/publications/archive.tar.gz': { reads: [], writes: ['direction'] },
  '/t/:territoire/publications/portail': { reads: authors, writes: authors },

  '/api/v1/openapi.json': { reads: 'public' },
  '/api/v1/territoires': { reads: 'public' },
  '/api/v1/territoires/:territoire/catalogue.jsonld': { reads: 'public' },
  '/api/v1/territoires/:territoire/export/:fichier': { reads: 'public', params: { fichier: 'actions.csv' } },
  '/api/v1/territoires/:territoire/:chemin': { reads: 'public', params: { chemin: 'actions' } },
  '/api/v1/territoires/:territoire/:chemin/:adresse': { reads: 'public', params: aPublication },
  '/robots.txt': { reads: 'public' },
  '/p/:territoire': { reads: 'public' },
  '/p/:territoire/accessibilite': { reads: 'public' },
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
}

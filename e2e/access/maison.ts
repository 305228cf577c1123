import { allBut, everyone, idFrom, nothing, type Row, team, uuid } from './roles.ts'

// None of the people who see only their own belongs to it.
const anOrganisation = idFrom('organisations?q=anzin', 'Commune')

const aPersonne = idFrom('personnes')

const aRole = {
  ...aPersonne,
  affectation: { linkedFrom: '/personnes/:id', pattern: new RegExp(`/roles/(${uuid})"`) },
}

export const maison: Record<string, Row> = {
  '/': { reads: everyone },
  '/territoires': { reads: everyone },
  '/connexion': { reads: 'public', writes: 'public' },
  '/connexion/mot-de-passe': { reads: 'public', writes: 'public' },
  '/connexion/mot-de-passe/:jeton': { reads: 'public', writes: 'public' },
  '/connexion/lien': { reads: 'public', writes: 'public' },
  '/connexion/lien/:jeton': { reads: 'public', writes: 'public', params: { jeton: 'inconnu' } },
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
  '/t/:territoire/organisations': { reads: everyone },
  '/t/:territoire/organisations/nouvelle': { reads: team, writes: team },
  '/t/:territoire/organisations/export.xlsx': { reads: everyone },
  '/t/:territoire/organisations/export.csv': { reads: everyone },
  '/t/:territoire/organisations/choix': { reads: everyone },
  '/t/:territoire/organisations/doublons': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/organisations/importer': { reads: team, writes: team },
  '/t/:territoire/organisations/importer/:depot': { reads: [], writes: team, params: { depot: nothing } },
  '/t/:territoire/organisations/:id': { reads: allBut('porteur'), params: anOrganisation },
  '/t/:territoire/organisations/:id/modifier': { reads: team, writes: team, params: anOrganisation },
}

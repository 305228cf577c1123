import { allBut, authors, idFrom, importers, type Row, uuid } from './roles.ts'

const anInstance = idFrom('instances', 'Comité de pilotage du contrat')

const aSeance = {
  id: { linkedFrom: '/suites', pattern: new RegExp(`/seances/(${uuid})"`) },
}

export const gouvernance: Record<string, Row> = {
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
  '/t/:territoire/seances/:id/sondage': {
    reads: allBut('porteur'),
    writes: allBut('porteur'),
    params: aSeance,
  },
  '/sondage/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: 'inconnu' } },
  '/t/:territoire/seances/:id/notes': { reads: [], writes: importers, params: aSeance },
  '/t/:territoire/seances/:id/:piece/:format': {
    reads: allBut('porteur'),
    params: { ...aSeance, piece: 'releve', format: 'html' },
  },
}

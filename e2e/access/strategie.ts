import { allBut, authors, everyone, idFrom, nothing, type Row, team, uuid } from './roles.ts'

const aDocument = { code: 'ptcs-2015' }

export const strategie: Record<string, Row> = {
  '/t/:territoire/documents': { reads: everyone },
  '/t/:territoire/documents/nouveau': { reads: authors, writes: authors },
  '/t/:territoire/documents/:code': { reads: everyone, writes: authors, params: aDocument },
  '/t/:territoire/documents/:code/modifier': { reads: authors, writes: authors, params: aDocument },
  '/t/:territoire/documents/:code/fichiers': { reads: authors, writes: authors, params: aDocument },
  '/t/:territoire/documents/:code/fichiers/:id': { reads: [], params: { ...aDocument, id: nothing } },
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
  '/t/:territoire/cooperation': { reads: allBut('porteur') },
  '/t/:territoire/cooperation/:fichier': { reads: allBut('porteur'), params: { fichier: 'liens.csv' } },
  '/t/:territoire/coherence': { reads: everyone },
  '/t/:territoire/equipe': { reads: allBut('porteur', 'conseil-citoyen') },
  '/t/:territoire/equipe/nouveau': { reads: ['direction'], writes: ['direction'] },
  '/t/:territoire/equipe/:id': { reads: ['direction'], writes: ['direction'], params: idFrom('equipe') },
}

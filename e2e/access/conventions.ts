import { allBut, type Code, type Row, team, uuid } from './roles.ts'

// A dossier of the carrier of the demonstration, granted, with its acts and its report.
const suite = {
  linkedFrom: '/conventions?exercice=2025',
  pattern: new RegExp(`/conventions/dossiers/(${uuid})"`),
}
const anActe = {
  dossier: suite,
  id: { linkedFrom: '/conventions/dossiers/:dossier', pattern: new RegExp(`/conventions/actes/(${uuid})"`) },
}
const aRendu = {
  dossier: suite,
  id: { linkedFrom: '/conventions/dossiers/:dossier', pattern: new RegExp(`/comptes-rendus/(${uuid})"`) },
}

const readers: ReadonlyArray<Code> = [...team, 'etat', 'caf', 'evaluateur', 'porteur']
const instructors: ReadonlyArray<Code> = [...team, 'etat', 'caf']
const managers: ReadonlyArray<Code> = ['direction', 'mission', 'finances']
const lists = allBut('conseil-citoyen')

export const conventions: Record<string, Row> = {
  '/t/:territoire/conventions': { reads: lists },
  '/t/:territoire/conventions/versements': { reads: lists },
  '/t/:territoire/conventions/versements.xlsx': { reads: lists },
  '/t/:territoire/conventions/parapheur': { reads: instructors, writes: instructors },
  '/t/:territoire/conventions/modeles': { reads: managers },
  '/t/:territoire/conventions/modeles/:nature': {
    reads: managers,
    writes: managers,
    params: { nature: 'convention' },
  },
  '/t/:territoire/conventions/dossiers/:id': { reads: readers, writes: instructors, params: { id: suite } },
  '/t/:territoire/conventions/actes/:id': { reads: readers, writes: managers, params: anActe },
  '/t/:territoire/conventions/actes/:id/acte.pdf': { reads: readers, params: anActe },
  '/t/:territoire/conventions/actes/:id/acte.docx': { reads: readers, params: anActe },
  '/t/:territoire/conventions/comptes-rendus/:id': {
    reads: readers,
    writes: [...instructors, 'porteur'],
    params: aRendu,
  },
  '/t/:territoire/conventions/comptes-rendus/:id/compte-rendu.pdf': { reads: readers, params: aRendu },
  '/t/:territoire/conventions/comptes-rendus/:id/compte-rendu.docx': { reads: readers, params: aRendu },
}

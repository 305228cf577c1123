import { aCall, allBut, type Code, everyone, idFrom, nothing, type Row, team, uuid } from './roles.ts'

const figureReaders = allBut('commune-rurale', 'commune-qpv', 'partenaire', 'porteur', 'conseil-citoyen')

const callKeepers: ReadonlyArray<Code> = ['direction', 'mission', 'finances']

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

// Who fills it in, and who instructs it.
const itsDossierPeople: ReadonlyArray<Code> = [...team, 'etat', 'caf', 'porteur']

const openDataReaders = allBut('porteur', 'conseil-citoyen')

// The call under instruction, read by the team and the funders.
const aPastCall = { code: 'CDV-2026' }

const programmers: ReadonlyArray<Code> = [...team, 'etat', 'caf']

export const financements: Record<string, Row> = {
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
  '/t/:territoire/financements/appels/:code/programmation': {
    reads: programmers,
    writes: ['direction', 'mission', 'finances'],
    params: aPastCall,
  },
  '/t/:territoire/financements/appels/:code/programmation.xlsx': { reads: programmers, params: aPastCall },
  '/t/:territoire/financements/appels/:code/deposer': { reads: carriers, writes: carriers, params: aCall },
  '/t/:territoire/financements/dossiers/:id': {
    reads: itsDossierReaders,
    writes: itsDossierPeople,
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
}

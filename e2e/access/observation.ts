import {
  allBut,
  authors,
  type Code,
  everyone,
  idFrom,
  importers,
  nothing,
  type Row,
  team,
  uuid,
} from './roles.ts'

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

const anIndicateur = idFrom('observatoire/indicateurs', 'Enfants suivis')

export const observation: Record<string, Row> = {
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
  '/t/:territoire/observatoire/croisement/:niveau/:code': {
    reads: fieldReaders,
    params: { niveau: 'commune', code: '59606' },
  },
  '/t/:territoire/observatoire/carte': { reads: everyone },
  '/t/:territoire/observatoire/carte.svg': { reads: everyone },
  '/t/:territoire/observatoire/carte.csv': { reads: everyone },
  '/t/:territoire/observatoire/carte.pdf': { reads: everyone },
  '/t/:territoire/observatoire/carte.docx': { reads: everyone },
  '/t/:territoire/observatoire/explorer': { reads: everyone, writes: everyone },
  '/t/:territoire/observatoire/explorer.csv': { reads: everyone },
  '/t/:territoire/observatoire/explorer.xlsx': { reads: everyone },
  '/t/:territoire/observatoire/semblables': { reads: everyone },
  '/t/:territoire/observatoire/typologie': { reads: everyone },
  '/t/:territoire/observatoire/indicateurs': { reads: everyone },
  '/t/:territoire/observatoire/indicateurs/nouveau': { reads: importers, writes: importers },
  '/t/:territoire/observatoire/indicateurs/:id': { reads: everyone, params: anIndicateur },
  '/t/:territoire/observatoire/indicateurs/:id/modifier': {
    reads: importers,
    writes: importers,
    params: anIndicateur,
  },
  '/t/:territoire/observatoire/indicateurs/:id/saisir': {
    reads: importers,
    writes: importers,
    params: anIndicateur,
  },
  '/t/:territoire/observatoire/indicateurs/:id/fichier': {
    reads: importers,
    writes: importers,
    params: anIndicateur,
  },
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
  '/t/:territoire/diagnostics/besoins': { reads: fieldReaders, writes: diagnosers },
  '/t/:territoire/diagnostics/nouveau': { reads: diagnosers, writes: diagnosers },
  '/t/:territoire/diagnostics/:id': { reads: fieldReaders, writes: fieldReaders, params: aDiagnostic },
  '/t/:territoire/diagnostics/:id/modifier': { reads: diagnosers, writes: diagnosers, params: aDiagnostic },
  '/t/:territoire/diagnostics/:id/comparer': { reads: fieldReaders, params: aDiagnostic },
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
}

import { allBut, type Code, importers, nothing, type Row, uuid } from './roles.ts'

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

const aRapport = { ...anEvaluation, id: anEvaluationLink('/rapports', `/rapports/(${uuid})"`) }

const aConstatEvaluation = {
  ...aQuestion,
  constat: anEvaluationLink('/questions/:id', `/constats/(${uuid})"`),
}

export const evaluation: Record<string, Row> = {
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
  '/t/:territoire/evaluation/:code/rapports': {
    reads: evaluationReaders,
    writes: students,
    params: anEvaluation,
  },
  '/t/:territoire/evaluation/:code/rapports/:id': {
    reads: evaluationReaders,
    writes: deliverers,
    params: aRapport,
  },
  '/t/:territoire/evaluation/:code/rapports/:id/modifier': {
    reads: students,
    writes: students,
    params: aRapport,
  },
  '/t/:territoire/evaluation/:code/rapports/:id/rapport.pdf': { reads: evaluationReaders, params: aRapport },
  '/t/:territoire/evaluation/:code/rapports/:id/rapport.docx': { reads: evaluationReaders, params: aRapport },
  '/t/:territoire/evaluation/:code/rapports/:id/rapport.html': { reads: evaluationReaders, params: aRapport },
  '/t/:territoire/etudes': { reads: allBut('porteur', 'conseil-citoyen') },
  '/t/:territoire/etudes/nouvelle': { reads: students, writes: students },
  '/t/:territoire/etudes/:id': { reads: [], writes: students, params: { id: nothing } },
  '/t/:territoire/etudes/:id/modifier': { reads: [], writes: students, params: { id: nothing } },
  '/t/:territoire/etudes/:id/panel.csv': { reads: [], params: { id: nothing } },
  '/t/:territoire/etudes/:id/annexe.zip': { reads: [], params: { id: nothing } },
}

import { allBut, type Code, nothing, type Row, uuid } from './roles.ts'

// Those whose structure sits in a group of the demonstration, or who may read all.
const readers: ReadonlyArray<Code> = allBut()
const leaders: ReadonlyArray<Code> = ['direction', 'mission', 'ose']

const aDemarche = { id: { linkedFrom: '/demarches', pattern: new RegExp(`/demarches/(${uuid})"`) } }
const whole = { ...aDemarche, axe: 'ensemble' }

export const coconstruction: Record<string, Row> = {
  '/t/:territoire/demarches': { reads: readers },
  '/t/:territoire/demarches/nouvelle': { reads: leaders, writes: leaders },
  '/t/:territoire/demarches/:id': { reads: readers, writes: readers, params: aDemarche },
  '/t/:territoire/demarches/:id/modifier': { reads: leaders, writes: leaders, params: aDemarche },
  '/t/:territoire/demarches/:id/axes/:axe': { reads: readers, writes: readers, params: whole },
  '/t/:territoire/demarches/:id/appels': { reads: leaders, writes: leaders, params: aDemarche },
  '/t/:territoire/demarches/:id/avis': { reads: readers, writes: readers, params: aDemarche },
  '/t/:territoire/demarches/:id/projet.pdf': { reads: readers, params: aDemarche },
  '/t/:territoire/demarches/:id/projet.docx': { reads: readers, params: aDemarche },
  '/t/:territoire/demarches/:id/contributions.xlsx': { reads: readers, params: aDemarche },
  '/contribution/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: nothing } },
}

import { allBut, type Code, nothing, type Row } from './roles.ts'

const readers = allBut('porteur')
const speakers: ReadonlyArray<Code> = ['direction', 'commune-rurale', 'commune-qpv']
const inviters: ReadonlyArray<Code> = ['direction', 'mission', 'ose']

export const participation: Record<string, Row> = {
  '/t/:territoire/participation': { reads: readers, writes: speakers },
  '/t/:territoire/participation/carte.xlsx': { reads: readers },
  '/t/:territoire/participation/repartition': { reads: readers },
  '/t/:territoire/participation/inviter': { reads: inviters, writes: inviters },
  '/participer/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: nothing } },
}

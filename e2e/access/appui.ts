import { allBut, type Code, nothing, type Row, team, uuid } from './roles.ts'

const askers = allBut('etat', 'caf', 'conseil-citoyen', 'evaluateur')
const readers: ReadonlyArray<Code> = [...askers, 'evaluateur']

// A request of the rural commune: the team and this commune read it, nobody else.
const aRequest = {
  id: { linkedFrom: '/appuis?nature=donnees', pattern: new RegExp(`/appuis/(${uuid})"`) },
}

export const appui: Record<string, Row> = {
  '/t/:territoire/appuis': { reads: readers },
  '/t/:territoire/appuis/demander': { reads: askers, writes: askers },
  '/t/:territoire/appuis/bilan': { reads: team },
  '/t/:territoire/appuis/bilan.xlsx': { reads: team },
  '/t/:territoire/appuis/:id': {
    reads: [...team, 'evaluateur', 'commune-rurale'],
    writes: [...team, 'commune-rurale'],
    params: aRequest,
  },
  '/appui/:jeton': { reads: 'public', writes: 'public', always: 404, params: { jeton: nothing } },
}

import { allBut, type Code, everyone, importers, nothing, type Row, team } from './roles.ts'

const ficheWriters: ReadonlyArray<Code> = [...team, 'commune-rurale', 'commune-qpv', 'partenaire', 'porteur']

// A programme under way that the demonstration's partner and carrier operate, and no commune does.
const aFiche = { code: 'AA-00' }

const itsWriters: ReadonlyArray<Code> = [...team, 'partenaire', 'porteur']

export const fiches: Record<string, Row> = {
  '/t/:territoire/brouillon': { reads: everyone, writes: everyone },
  '/t/:territoire/fiches': { reads: everyone },
  '/t/:territoire/fiches/nouvelle': { reads: ficheWriters, writes: ficheWriters },
  '/t/:territoire/fiches/tableau': { reads: everyone, writes: ficheWriters },
  '/t/:territoire/fiches/calendrier': { reads: everyone },
  '/t/:territoire/fiches/carte': { reads: everyone },
  '/t/:territoire/fiches/export.xlsx': { reads: everyone },
  '/t/:territoire/fiches/export.csv': { reads: everyone },
  '/t/:territoire/fiches/lot': { reads: ficheWriters, writes: ficheWriters },
  '/t/:territoire/fiches/vues': { reads: everyone, writes: everyone },
  '/t/:territoire/fiches/import': { reads: importers, writes: importers },
  '/t/:territoire/fiches/import/:depot': { reads: [], writes: importers, params: { depot: nothing } },
  '/t/:territoire/fiches/:code': { reads: everyone, writes: allBut('evaluateur'), params: aFiche },
  '/t/:territoire/fiches/:code/modifier': { reads: itsWriters, writes: itsWriters, params: aFiche },
  '/t/:territoire/fiches/:code/journal': {
    reads: [...itsWriters, 'evaluateur'],
    writes: itsWriters,
    params: aFiche,
  },
  '/t/:territoire/fiches/:code/presence': { reads: everyone, writes: everyone, params: aFiche },
  '/t/:territoire/fiches/:code/fichiers': { reads: itsWriters, writes: itsWriters, params: aFiche },
  '/t/:territoire/fiches/:code/fichiers/:id': { reads: [], params: { ...aFiche, id: nothing } },
}

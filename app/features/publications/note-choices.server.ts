import { sql } from 'kysely'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { listInstanceChoices } from '#app/features/gouvernance/index.server.ts'
import { indicateurs, themeLabels } from '#app/features/observatoire/index.ts'
import { listAxesAt, listDocumentsAt } from '#app/features/strategies/index.server.ts'
import type { Visit } from '#app/platform/http.server.ts'
import { type BlocSorte, blocSortes } from './note.schema.ts'

export interface BlocChoice {
  /** `sorte|sujet`, as the form sends it. */
  value: string
  label: string
  group: string
}

/** All that a block can read in this territory, by kind. */
export async function listBlocChoices({ tx, actor, at }: Visit): Promise<BlocChoice[]> {
  const documents = (await listDocumentsAt(tx, actor, at)).toReversed()
  const axes = (await listAxesAt(tx, actor, { at })).filter(({ depth }) => depth === 0)
  const choices = (sorte: BlocSorte, list: ReadonlyArray<{ value: string; label: string }>): BlocChoice[] =>
    list.map(({ value, label }) => ({ value: `${sorte}|${value}`, label, group: blocSortes[sorte] }))
  const ofDocuments = documents.map(({ code, titre }) => ({ value: code, label: titre }))
  return [
    ...choices('bord', [{ value: 'territoire', label: 'Communes, fiches, budgets, engagements' }]),
    ...choices('graphique', [{ value: 'territoire', label: 'Fiches par axe et par état' }]),
    ...choices('axes', ofDocuments),
    ...choices('fiches', [
      ...axes.map(({ id, numero, titre }) => ({ value: `axe:${id}`, label: `Axe ${numero}. ${titre}` })),
      ...ofDocuments.map(({ value, label }) => ({ value: `document:${value}`, label })),
    ]),
    ...choices('decisions', await listInstanceChoices(tx, actor)),
    ...choices('citations', await quoted({ tx, actor })),
    ...choices(
      'chiffres',
      Object.entries(themeLabels).map(([value, label]) => ({ value, label })),
    ),
    ...choices(
      'carte',
      indicateurs
        .filter(({ niveaux }) => niveaux.includes('commune'))
        .map(({ id, label }) => ({ value: id, label })),
    ),
  ]
}

/** The fiches that have a quotation. */
async function quoted({ tx, actor }: Pick<Visit, 'tx' | 'actor'>) {
  const { rows } = await sql<{ value: string; label: string }>`
    select e.code as value, e.code || ' ' || e.titre as label from fiche e
    where e.territoire_id = territoire_courant() and ${visibleFiches(actor)}
      and exists (select from fiche_citation c where c.territoire_id = e.territoire_id and c.fiche_id = e.id)
    order by e.code limit 100`.execute(tx)
  return rows
}

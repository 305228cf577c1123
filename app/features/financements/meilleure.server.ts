import loadHighs from 'highs'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { Appel } from './appels.queries.server.ts'
import { type Cellule, cellulesOf, type DossierNote, explanationOf, programmeOf } from './meilleure.rules.ts'
import { createSimulation, saveCellules } from './programmation.commands.server.ts'
import { colonnesOf, listProgrammables } from './programmation.queries.server.ts'
import type { Colonne, ReglesProg } from './programmation.rules.ts'

const SECONDS = 3
const GAP = 0.001

/** The best share-out the solver finds, and whether it proved that none is better. */
export async function solve(
  dossiers: ReadonlyArray<DossierNote>,
  colonnes: ReadonlyArray<Colonne>,
  regles: ReglesProg,
): Promise<{ cellules: Cellule[]; note: string }> {
  const programme = programmeOf(dossiers, colonnes, regles)
  const highs = await loadHighs()
  // The solver holds the thread: it is given little time, and says when it was not enough.
  const answer = highs.solve(programme.text, { time_limit: SECONDS, mip_rel_gap: GAP })
  const optimal = answer.Status === 'Optimal'
  if (!optimal && answer.Status !== 'Time limit reached')
    throw new Refusal(
      'sans-solution',
      'Aucune répartition ne respecte toutes les règles de l’appel : revoyez-les.',
    )
  const columns = new Map(Object.entries(answer.Columns).map(([name, column]) => [name, primalOf(column)]))
  const cellules = cellulesOf(programme, (name) => columns.get(name) ?? 0)
  return { cellules, note: explanationOf({ programme, cellules, optimal }, colonnes) }
}

function primalOf(column: object): number {
  return 'Primal' in column && typeof column.Primal === 'number' ? column.Primal : 0
}

/** Opens a simulation with the best share-out; it is only a simulation, that people correct. @returns its id */
export async function proposeRepartition(
  tx: Tx,
  actor: Actor,
  appel: Appel,
  given: { nom: string; note: string },
): Promise<string> {
  const { plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax, partCpoCible } = appel
  const regles = { plancherCentimes, plafondCentimes, partPropreMin, aidePubliqueMax, partCpoCible }
  const found = await solve(await listProgrammables(tx, actor, appel), colonnesOf(appel), regles)
  const note = [given.note, found.note].filter(Boolean).join('\n')
  const id = await createSimulation(tx, actor, appel.id, { nom: given.nom, note, depart: { de: 'vide' } })
  await saveCellules(tx, actor, id, found.cellules)
  return id
}

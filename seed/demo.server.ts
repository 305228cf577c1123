import type { Db } from '#app/db/connection.server.ts'
import { enterAs } from '#app/db/territoire.server.ts'
import { createTerritoire } from '#app/features/territoires/index.server.ts'
import { seedAppels } from './demo/appels.server.ts'
import { seedAppuis } from './demo/appui.server.ts'
import { seedCandidatures } from './demo/candidatures.server.ts'
import { seedChiffres } from './demo/chiffres.server.ts'
import { seedCoconstruction } from './demo/coconstruction.server.ts'
import { seedDiagnostics } from './demo/diagnostics.server.ts'
import { seedEvaluation } from './demo/evaluation.server.ts'
import { seedFiches } from './demo/fiches.server.ts'
import { seedFinancements } from './demo/financements.server.ts'
import { seedGouvernance } from './demo/gouvernance.server.ts'
import { seedIndicateursLocaux } from './demo/indicateurs-locaux.server.ts'
import { seedNotes } from './demo/notes.server.ts'
import { seedAxeThemes } from './demo/observatoire-axes.server.ts'
import { seedParticipation } from './demo/participation.server.ts'
import { seedPersonas } from './demo/personas.server.ts'
import { seedPublications } from './demo/publications.server.ts'
import type { Seed } from './demo/seed.ts'
import { seedStrategie } from './demo/strategie.server.ts'
import { seedTerritoire } from './demo/territoire.server.ts'

const VALENCIENNES_METROPOLE = '245901160'

// Told in this order: each part may lean on those before it.
const parts: ReadonlyArray<Seed> = [
  seedTerritoire,
  seedStrategie,
  seedFiches,
  seedAppels,
  seedAxeThemes,
  seedIndicateursLocaux,
  seedCandidatures,
  seedFinancements,
  seedChiffres,
  seedGouvernance,
  seedParticipation,
  seedAppuis,
  seedDiagnostics,
  seedCoconstruction,
  seedEvaluation,
  seedPublications,
  seedNotes,
]

/** Whether a demonstration territory is there already. */
export async function hasDemo(db: Db): Promise<boolean> {
  const found = await db.selectFrom('territoire').select('id').where('demo', '=', true).executeTakeFirst()
  return found !== undefined
}

/** Tells the reference case with the commands a user has, all or nothing: a start that is cut leaves no half story. */
export async function seedDemo(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const given = { siren: VALENCIENNES_METROPOLE, slug: 'valenciennes-metropole', demo: true }
    const territoire = await createTerritoire(tx, given)
    const director = await seedPersonas(tx, territoire)
    await enterAs(tx, territoire.id)
    for (const seed of parts) await seed(tx, director)
  })
}

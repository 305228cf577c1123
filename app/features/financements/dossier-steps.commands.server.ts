import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { isId } from '#app/lib/ids.ts'
import { updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { getAppelById } from './appels.queries.server.ts'
import { type BudgetLine, totalsOf } from './budget.rules.ts'
import type { DossierInput } from './dossier.schema.ts'
import { dossierSpec } from './dossier.spec.ts'
import { hasBudget, hasPublics, hasResultats, stepSchemas, type TypedStep } from './dossier.steps.ts'
import { type Tables, writeTables } from './dossier-tables.server.ts'
import { parseBudget, parsePublics, parseResultats, typedTables } from './dossier-tables.ts'
import { type Dossier, getDossier } from './dossiers.queries.server.ts'
import { canCarry, canWriteDossier } from './financements.permissions.ts'

/** The dossier, its row held until the end of the transaction; NotFound when it is somebody else's. */
export async function lockDossier(tx: Tx, actor: Actor, id: string): Promise<Dossier> {
  if (isId(id))
    await sql`select from dossier where territoire_id = territoire_courant() and id = ${id} for update`.execute(
      tx,
    )
  return getDossier(tx, actor, id)
}

/** What a step holds, in a few signs: it tells whether somebody wrote the same step in between. */
export function stepFingerprint(dossier: Dossier, step: TypedStep): string {
  const stored = new Map<string, unknown>(Object.entries(dossier))
  const fields = Object.keys(stepSchemas[step].shape).map((key) => stored.get(key) ?? null)
  const tables = typedTables({
    budget: hasBudget(step) ? dossier.budget : [],
    publics: hasPublics(step) ? dossier.publics : [],
    resultats: hasResultats(step) ? dossier.resultats : [],
  })
  return createHash('sha256')
    .update(JSON.stringify([fields, tables]))
    .digest('hex')
    .slice(0, 16)
}

/**
 * Saves one step of a dossier. Two people on two steps do not hinder each other; on the same step the second is told,
 * keeps what it typed, and decides.
 */
export async function saveStep(
  tx: Tx,
  actor: Actor,
  id: string,
  given: { step: TypedStep; form: FormData },
): Promise<void> {
  const dossier = await lockDossier(tx, actor, id)
  if (!canCarry(actor, dossier)) throw new Forbidden()
  if (!canWriteDossier(actor, dossier))
    throw new Refusal('dossier-depose', 'Ce dossier est déposé ou à la signature : il ne change plus.')
  const { step, form } = given
  const changes = parseForm(stepSchemas[step], form)
  const tables = await parsedTables(tx, dossier, { step, form })
  if (form.get('empreinte') !== stepFingerprint(dossier, step))
    throw new Refusal(
      'conflit',
      'Quelqu’un a enregistré cette étape pendant que vous écriviez. Votre texte est gardé ci-dessous : enregistrez de nouveau pour qu’il remplace l’autre.',
    )
  refuseDates(changes)
  await updateEntity(tx, actor, dossierSpec, { id: dossier.id, version: dossier.version, changes })
  await writeTables(tx, actor, dossier.id, tables)
  if (tables.budget) await tellBudget(tx, actor, { dossier, lines: tables.budget })
}

function refuseDates(changes: Partial<DossierInput>): void {
  if (changes.debut && changes.fin && changes.fin <= changes.debut)
    throw new Refusal('periode-impossible', 'La fin doit être après le début.', { field: 'fin' })
}

async function parsedTables(
  tx: Tx,
  dossier: Dossier,
  { step, form }: { step: TypedStep; form: FormData },
): Promise<Tables> {
  const tables: Tables = {}
  if (hasBudget(step)) tables.budget = parseBudget(form, (await getAppelById(tx, dossier.appelId)).financeurs)
  if (hasPublics(step)) tables.publics = parsePublics(form)
  if (hasResultats(step)) tables.resultats = parseResultats(form)
  return tables
}

async function tellBudget(
  tx: Tx,
  actor: Actor,
  { dossier, lines }: { dossier: Dossier; lines: ReadonlyArray<BudgetLine> },
): Promise<void> {
  const [before, after] = [totalsOf(dossier.budget), totalsOf(lines)]
  if (before.charges === after.charges && before.demande === after.demande) return
  await writeJournal(tx, actor, {
    operation: 'dossier.budget.modifier',
    entite: 'dossier',
    entiteId: dossier.id,
    titre: dossierSpec.titre(dossier),
    changements: {
      chargesCentimes: { avant: before.charges, apres: after.charges },
      demandeCentimes: { avant: before.demande, apres: after.demande },
    },
  })
}

import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound, Refusal } from '#app/lib/errors.ts'
import type { Actor } from './permissions.ts'

/** What someone is typing about a thing; `nouvelle` as id before it exists. */
export interface DraftKey {
  entite: string
  entiteId: string
}

export interface Draft {
  values: Record<string, string[]>
  /** The version of the thing when the person began, null for a new one. */
  version: number | null
  savedAt: string
}

const values = z.record(z.string().max(100), z.array(z.string()))
const sent = z.object({
  entite: z.string().regex(/^[a-z_]{1,40}$/),
  entiteId: z.string().min(1).max(64),
  version: z.coerce.number().int().positive().nullable(),
})
const MAX_LENGTH = 400_000

/** Keeps a draft, in place of the one before: one per person and thing. */
export async function saveDraft(tx: Tx, actor: Actor, form: FormData, now: Date): Promise<void> {
  const text = String(form.get('valeurs') ?? '')
  const key = sent.safeParse({
    entite: form.get('entite'),
    entiteId: form.get('entiteId'),
    version: form.get('version') || null,
  })
  const parsed = text.length <= MAX_LENGTH ? values.safeParse(readJson(text)) : undefined
  if (!key.success || !parsed?.success)
    throw new Refusal(
      'brouillon-illisible',
      'Ce brouillon ne peut pas être gardé : enregistrez le formulaire.',
    )
  const { entite, entiteId, version } = key.data
  const kept = { valeurs: JSON.stringify(parsed.data), versionLue: version, modifieLe: now }
  await tx
    .insertInto('brouillon')
    .values({ territoireId: actor.territoireId, personneId: actor.personneId, entite, entiteId, ...kept })
    .onConflict((conflict) =>
      conflict.columns(['territoireId', 'personneId', 'entite', 'entiteId']).doUpdateSet(kept),
    )
    .execute()
}

/** The same for what a browser sends. Deposits live in the same table and name files of the server: never from outside. */
export async function saveTypedDraft(tx: Tx, actor: Actor, form: FormData, now: Date): Promise<void> {
  refuseDeposits(String(form.get('entite')))
  await saveDraft(tx, actor, form, now)
}

/** @throws NotFound when the key is that of a file waiting to be imported */
export function refuseDeposits(entite: string): void {
  if (entite.startsWith('import_')) throw new NotFound()
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** This person's own draft of a thing, or null. */
export async function findDraft(tx: Tx, actor: Actor, key: DraftKey): Promise<Draft | null> {
  const row = await tx
    .selectFrom('brouillon')
    .select(['valeurs', 'versionLue', 'modifieLe'])
    .where('personneId', '=', actor.personneId)
    .where('entite', '=', key.entite)
    .where('entiteId', '=', key.entiteId)
    .executeTakeFirst()
  if (!row) return null
  return { values: values.parse(row.valeurs), version: row.versionLue, savedAt: row.modifieLe.toISOString() }
}

/** Forgets a draft: the form was saved, or the person said so. */
export async function discardDraft(tx: Tx, actor: Actor, key: DraftKey): Promise<void> {
  await tx
    .deleteFrom('brouillon')
    .where('territoireId', '=', actor.territoireId)
    .where('personneId', '=', actor.personneId)
    .where('entite', '=', key.entite)
    .where('entiteId', '=', key.entiteId)
    .execute()
}

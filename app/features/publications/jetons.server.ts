import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { addDays, daysBetween, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type EntitySpec, insertEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { JETON_DAYS_MAX, type JetonInput, jetonInput, type Portee, porteeCodes } from './jeton.schema.ts'

const PREFIX = 'mlg_'
const SHOWN = 10

const jetonSpec = {
  entite: 'jeton_acces',
  table: 'jetonAcces',
  schema: jetonInput,
  titre: ({ nom }) => `Jeton d’accès : ${nom}`,
} satisfies EntitySpec<typeof jetonInput>

/** Refuses whoever may not open the territory to tools. */
export function mustManageInterfaces(actor: Actor): void {
  if (!can(actor, 'interfaces.gerer')) throw new Forbidden()
}

const printOf = (jeton: string): string => createHash('sha256').update(jeton).digest('hex')

/** Makes a key. @returns the key itself, told this once: only its fingerprint is kept */
export async function createJeton(
  tx: Tx,
  actor: Actor,
  { input, today }: { input: JetonInput; today: IsoDate },
): Promise<string> {
  mustManageInterfaces(actor)
  if (input.expireLe < today)
    throw new Refusal('expire-passee', 'Ce jour est passé : choisissez-en un à venir.', { field: 'expireLe' })
  if (daysBetween(today, input.expireLe) > JETON_DAYS_MAX)
    throw new Refusal('expire-loin', 'Un jeton dure un an au plus : il se renouvelle.', { field: 'expireLe' })
  const jeton = `${PREFIX}${randomBytes(32).toString('base64url')}`
  await insertEntity(tx, actor, jetonSpec, {
    values: input,
    extra: { empreinte: printOf(jeton), indice: jeton.slice(0, SHOWN), creePar: actor.personneId },
  })
  return jeton
}

/** From now on the key opens nothing. */
export async function revokeJeton(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  mustManageInterfaces(actor)
  const revoked = isId(id)
    ? await tx
        .updateTable('jetonAcces')
        .set({ revoqueLe: now, modifieLe: now })
        .where('territoireId', '=', actor.territoireId)
        .where('id', '=', id)
        .where('revoqueLe', 'is', null)
        .returning('nom')
        .executeTakeFirst()
    : undefined
  if (!revoked) throw new NotFound()
  const line = { operation: 'jeton_acces.revoquer', entite: 'jeton_acces', entiteId: id }
  await writeJournal(tx, actor, { ...line, titre: `Jeton d’accès : ${revoked.nom}` })
}

const porteeList = z.array(z.enum(porteeCodes))

/** The keys of the territory, those that open something first. */
export async function listJetons(tx: Tx, actor: Actor, today: IsoDate) {
  mustManageInterfaces(actor)
  const rows = await tx
    .selectFrom('jetonAcces')
    .select(['id', 'nom', 'portees', 'indice', 'expireLe', 'dernierUsageLe', 'revoqueLe', 'creeLe'])
    .orderBy('id', 'desc')
    .execute()
  const etatOf = (row: { revoqueLe: Date | null; expireLe: string }) =>
    row.revoqueLe ? ('revoque' as const) : row.expireLe < today ? ('expire' as const) : ('valable' as const)
  return rows
    .map((row) => ({ ...row, portees: porteeList.parse(row.portees), etat: etatOf(row) }))
    .toSorted((a, b) => Number(b.etat === 'valable') - Number(a.etat === 'valable'))
}

export interface OpenJeton {
  id: string
  portees: Portee[]
}

/** The key a tool shows, if it opens this territory today; its use is noted, at most once a minute. */
export async function findOpenJeton(
  tx: Tx,
  jeton: string,
  { today, now }: { today: IsoDate; now: Date },
): Promise<OpenJeton | null> {
  if (!jeton.startsWith(PREFIX)) return null
  const found = await tx
    .selectFrom('jetonAcces')
    .select(['id', 'portees', 'dernierUsageLe'])
    .where(sql<boolean>`territoire_id = territoire_courant()`)
    .where('empreinte', '=', printOf(jeton))
    .where('revoqueLe', 'is', null)
    .where('expireLe', '>=', today)
    .executeTakeFirst()
  if (!found) return null
  if (!found.dernierUsageLe || now.getTime() - found.dernierUsageLe.getTime() > 60_000)
    await tx.updateTable('jetonAcces').set({ dernierUsageLe: now }).where('id', '=', found.id).execute()
  return { id: found.id, portees: porteeList.parse(found.portees) }
}

/** Three months: what the form offers. */
export const proposedExpiry = (today: IsoDate): IsoDate => addDays(today, 90)

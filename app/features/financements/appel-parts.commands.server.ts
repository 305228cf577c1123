import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { snake } from '#app/platform/entity.server.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type AppelPartKind, type AppelPartSpec, appelPartSpecs } from './appel-parts.spec.ts'
import { canEditAppels } from './financements.permissions.ts'

type Values = object

/** Adds a piece, a criterion or an envelope to a call. @returns its id */
export async function addAppelPart(
  tx: Tx,
  actor: Actor,
  appelId: string,
  part: { kind: AppelPartKind; values: Values },
): Promise<string> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const spec: AppelPartSpec = appelPartSpecs[part.kind]
  const id = newId()
  const given = Object.entries(only(spec, part.values))
  const rank = spec.ranked
    ? [
        sql`(select coalesce(max(rang), 0) + 1 from ${sql.table(snake(spec.table))} where appel_id = ${appelId})`,
      ]
    : []
  const names = [
    'territoireId',
    'id',
    'appelId',
    ...given.map(([key]) => key),
    ...(spec.ranked ? ['rang'] : []),
  ]
  const values = [
    sql`${actor.territoireId}`,
    sql`${id}`,
    sql`${appelId}`,
    ...given.map(([, its]) => sql`${its}`),
    ...rank,
  ]
  await known(() =>
    sql`insert into ${sql.table(snake(spec.table))} (${sql.join(names.map((name) => sql.ref(snake(name))))}) values (${sql.join(values)})`.execute(
      tx,
    ),
  )
  await tell(tx, actor, { appelId, operation: 'ajouter', kind: part.kind, before: {}, after: part.values })
  return id
}

/** Changes one of them; nothing is written when nothing changed. */
export async function updateAppelPart(
  tx: Tx,
  actor: Actor,
  appelId: string,
  part: { kind: AppelPartKind; id: string; values: Values },
): Promise<void> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const spec: AppelPartSpec = appelPartSpecs[part.kind]
  const before = await lockPart(tx, appelId, part)
  const sets = Object.entries(only(spec, part.values)).map(
    ([key, its]) => sql`${sql.ref(snake(key))} = ${its}`,
  )
  await known(() =>
    sql`update ${sql.table(snake(spec.table))} set ${sql.join(sets)}
      where territoire_id = ${actor.territoireId} and appel_id = ${appelId} and id = ${part.id}`.execute(tx),
  )
  await tell(tx, actor, { appelId, operation: 'modifier', kind: part.kind, before, after: part.values })
}

/** Takes one off a call; what dossiers or marks lean on stays. */
export async function removeAppelPart(
  tx: Tx,
  actor: Actor,
  appelId: string,
  part: { kind: AppelPartKind; id: string },
): Promise<void> {
  if (!canEditAppels(actor)) throw new Forbidden()
  const spec: AppelPartSpec = appelPartSpecs[part.kind]
  const before = await lockPart(tx, appelId, part)
  await known(() =>
    sql`delete from ${sql.table(snake(spec.table))}
      where territoire_id = ${actor.territoireId} and appel_id = ${appelId} and id = ${part.id}`.execute(tx),
  )
  const nothing = Object.fromEntries(Object.keys(spec.schema.shape).map((key) => [key, null]))
  await tell(tx, actor, { appelId, operation: 'retirer', kind: part.kind, before, after: nothing })
}

async function lockPart(tx: Tx, appelId: string, part: { kind: AppelPartKind; id: string }): Promise<Values> {
  if (!isId(part.id)) throw new NotFound()
  const { rows } = await sql<Values>`select * from ${sql.table(snake(appelPartSpecs[part.kind].table))}
    where territoire_id = territoire_courant() and appel_id = ${appelId} and id = ${part.id} for update`.execute(
    tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

function only(spec: AppelPartSpec, values: Values): Record<string, unknown> {
  const given = new Map<string, unknown>(Object.entries(values))
  return Object.fromEntries(Object.keys(spec.schema.shape).map((key) => [key, given.get(key) ?? null]))
}

const FOREIGN = '23503'

async function known(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === FOREIGN)
      throw new Refusal(
        'encore-utilise',
        'Des dossiers s’appuient sur cette ligne, ou elle nomme quelqu’un d’inconnu ici.',
      )
    throw error
  }
}

async function tell(
  tx: Tx,
  actor: Actor,
  line: { appelId: string; operation: string; kind: AppelPartKind; before: Values; after: Values },
): Promise<void> {
  const keys = Object.keys(appelPartSpecs[line.kind].schema.shape)
  const changements = changesBetween<Record<string, unknown>>(keys, { ...line.before }, { ...line.after })
  if (Object.keys(changements).length === 0) return
  const { rows } = await sql<{ titre: string }>`update appel_a_projets set modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${line.appelId} returning code || ' ' || titre as titre`.execute(
    tx,
  )
  await writeJournal(tx, actor, {
    operation: `appel.${line.kind}.${line.operation}`,
    entite: 'appel',
    entiteId: line.appelId,
    titre: rows[0]?.titre ?? '',
    changements,
  })
}

import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { snake } from '#app/platform/entity.server.ts'
import { type Change, changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canEditCandidature } from './candidature.permissions.ts'
import { type Candidature, isWritable } from './candidature.rules.ts'
import { type PartKind, type PartSpec, partSpecs } from './candidature.spec.ts'

type Values = Record<string, unknown>
type Bid = Pick<Candidature, 'id' | 'titre' | 'etat' | 'partenaires'>

/** Adds a line to a bid: a partner, an action, an amount… @returns its id */
export async function addPart(
  tx: Tx,
  actor: Actor,
  bid: Bid,
  part: { kind: PartKind; values: Values; extra?: Values },
): Promise<string> {
  refuseWriting(actor, bid, part.kind)
  const spec: PartSpec = partSpecs[part.kind]
  await refuseStrangers(tx, bid, part.values)
  const id = newId()
  const columns = {
    territoireId: actor.territoireId,
    id,
    candidatureId: bid.id,
    ...only(spec, part.values),
    ...part.extra,
  }
  const names = Object.keys(columns).map((key) => sql.ref(snake(key)))
  await told(part.kind, () =>
    sql`insert into ${sql.table(snake(spec.table))} (${sql.join(names)}) values (${sql.join(Object.values(columns).map(toSql))})`.execute(
      tx,
    ),
  )
  await tell(tx, actor, {
    bid,
    operation: `candidature.${part.kind}.ajouter`,
    changes: changesBetween(keysOf(spec), {}, part.values),
  })
  return id
}

/** Changes a line of a bid; nothing is written when nothing changed. */
export async function updatePart(
  tx: Tx,
  actor: Actor,
  bid: Bid,
  part: { kind: PartKind; id: string; values: Values },
): Promise<void> {
  refuseWriting(actor, bid, part.kind)
  const spec: PartSpec = partSpecs[part.kind]
  const before = await lockPart(tx, bid, part)
  await refuseStrangers(tx, bid, part.values)
  const changes = changesBetween(keysOf(spec), before, part.values)
  if (Object.keys(changes).length === 0) return
  const sets = Object.keys(changes).map((key) => sql`${sql.ref(snake(key))} = ${toSql(part.values[key])}`)
  await told(part.kind, () =>
    sql`update ${sql.table(snake(spec.table))} set ${sql.join(sets)}
      where territoire_id = ${actor.territoireId} and candidature_id = ${bid.id} and id = ${part.id}`.execute(
      tx,
    ),
  )
  await tell(tx, actor, { bid, operation: `candidature.${part.kind}.modifier`, changes })
}

/** Takes a line off a bid; the journal keeps all that it said. */
export async function removePart(
  tx: Tx,
  actor: Actor,
  bid: Bid,
  part: { kind: PartKind; id: string },
): Promise<void> {
  refuseWriting(actor, bid, part.kind)
  const spec: PartSpec = partSpecs[part.kind]
  const before = await lockPart(tx, bid, part)
  await told(part.kind, () =>
    sql`delete from ${sql.table(snake(spec.table))}
      where territoire_id = ${actor.territoireId} and candidature_id = ${bid.id} and id = ${part.id}`.execute(
      tx,
    ),
  )
  const changes = Object.fromEntries(
    keysOf(spec).map((key) => [key, { avant: before[key] ?? null, apres: null }]),
  )
  await tell(tx, actor, { bid, operation: `candidature.${part.kind}.retirer`, changes })
}

/** Once handed in, a file does not move any more; spending is what is left to write. */
function refuseWriting(actor: Actor, bid: Bid, kind: PartKind): void {
  if (!canEditCandidature(actor, bid)) throw new Forbidden()
  if (isWritable(bid.etat, kind)) return
  const sentence =
    kind === 'depense'
      ? 'Les dépenses se suivent une fois le projet retenu.'
      : 'Le dossier est déposé ou clos : il ne change plus. Ses versions restent lisibles.'
  throw new Refusal('dossier-fige', sentence)
}

async function lockPart(tx: Tx, bid: Bid, part: { kind: PartKind; id: string }): Promise<Values> {
  if (!isId(part.id)) throw new NotFound()
  const { rows } = await sql<Values>`select * from ${sql.table(snake(partSpecs[part.kind].table))}
    where territoire_id = territoire_courant() and candidature_id = ${bid.id} and id = ${part.id} for update`.execute(
    tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

const references: Record<string, { table: string; own: boolean }> = {
  organisationId: { table: 'organisation', own: false },
  operateurId: { table: 'organisation', own: false },
  financeurId: { table: 'organisation', own: false },
  domaineId: { table: 'candidature_domaine', own: true },
  actionId: { table: 'candidature_action', own: true },
}

/** What a line names must exist here, and be of this bid when it is one of its parts: asked in one go. */
async function refuseStrangers(tx: Tx, bid: Bid, values: Values): Promise<void> {
  const asked = Object.entries(references).flatMap(([field, { table, own }]) => {
    const id = values[field]
    return id === null || id === undefined ? [] : [{ field, table, own, id }]
  })
  const malformed = asked.find(({ id }) => !isId(id))
  const absent = malformed ?? (await firstAbsent(tx, bid, asked))
  if (absent) throw new Refusal('reference-inconnue', 'Choisissez dans la liste.', { field: absent.field })
  await refuseUnknownCodes(tx, values)
}

interface Reference {
  field: string
  table: string
  own: boolean
  id: unknown
}

async function firstAbsent(
  tx: Tx,
  bid: Bid,
  asked: ReadonlyArray<Reference>,
): Promise<{ field: string } | undefined> {
  if (asked.length === 0) return undefined
  const lookups = asked.map(({ field, table, own, id }) => {
    const ofBid = own ? sql`and candidature_id = ${bid.id}` : sql``
    return sql`select ${field}::text as field where not exists (select from ${sql.table(table)}
      where territoire_id = territoire_courant() and id = ${id} ${ofBid})`
  })
  const { rows } = await sql<{ field: string }>`${sql.join(lookups, sql` union all `)}`.execute(tx)
  return rows[0]
}

async function refuseUnknownCodes(tx: Tx, { communeCodes }: Values): Promise<void> {
  if (!Array.isArray(communeCodes) || communeCodes.length === 0) return
  const codes = communeCodes.map(String)
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from commune
    where territoire_id = territoire_courant() and code = any(${codes})`.execute(tx)
  if (rows[0]?.nombre !== new Set(codes).size)
    throw new Refusal('commune-inconnue', 'Une de ces communes n’est pas du territoire.', {
      field: 'communeCodes',
    })
}

const UNIQUE = '23505'
const FOREIGN = '23503'

const twice: Partial<Record<PartKind, string>> = {
  partenaire: 'Cette organisation est déjà du consortium.',
  action: 'Une autre action porte déjà ce code.',
  budget:
    'Ce montant existe déjà pour cette action, ce dépensier, ce financeur et cette année : modifiez-le.',
  regle: 'Cette règle est déjà écrite : modifiez son seuil.',
}

/** What the database refuses, in words. */
async function told(kind: PartKind, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === UNIQUE) throw new Refusal('deja-la', twice[kind] ?? 'Cette ligne existe déjà.')
    if (code === FOREIGN)
      throw new Refusal('encore-utilise', 'D’autres lignes s’appuient sur celle-ci : retirez-les d’abord.')
    throw error
  }
}

const keysOf = (spec: PartSpec): string[] => Object.keys(spec.schema.shape)

function only(spec: PartSpec, values: Values): Values {
  return Object.fromEntries(keysOf(spec).map((key) => [key, values[key] ?? null]))
}

function toSql(value: unknown): unknown {
  return Array.isArray(value) ? JSON.stringify(value) : value
}

async function tell(
  tx: Tx,
  actor: Actor,
  line: { bid: Bid; operation: string; changes: Record<string, Change> },
): Promise<void> {
  await sql`update candidature set modifie_le = now() where territoire_id = ${actor.territoireId} and id = ${line.bid.id}`.execute(
    tx,
  )
  await writeJournal(tx, actor, {
    operation: line.operation,
    entite: 'candidature',
    entiteId: line.bid.id,
    titre: line.bid.titre,
    changements: line.changes,
  })
}

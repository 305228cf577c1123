import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { isId, newId } from '#app/lib/ids.ts'
import { snake } from '#app/platform/entity.server.ts'
import { type Change, changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { canEditFiche } from './fiche.permissions.ts'
import { ficheSpec } from './fiche.spec.ts'
import type { AnneeInput } from './fiche-parts.schema.ts'
import { type PartKind, type PartSpec, partSpecs } from './fiche-parts.spec.ts'
import type { StoredFiche } from './fiches.commands.server.ts'
import { getFicheById } from './fiches.queries.server.ts'

type Values = Record<string, unknown>

/** Adds a line to a fiche: a step, an expected result, a log entry… @returns its id */
export async function addPart(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  part: { kind: PartKind; values: Values; extra?: Values },
): Promise<string> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  const spec: PartSpec = partSpecs[part.kind]
  await refuseUnknownOperateur(tx, part.values)
  const id = newId()
  const columns = {
    territoireId: actor.territoireId,
    id,
    ficheId: fiche.id,
    ...only(spec, part.values),
    ...(spec.signed ? { auteurId: actor.personneId } : {}),
    ...part.extra,
  }
  const names = Object.keys(columns).map((key) => sql.ref(snake(key)))
  await sql`insert into ${sql.table(snake(spec.table))} (${sql.join(names)}) values (${sql.join(Object.values(columns))})`.execute(
    tx,
  )
  const changes = changesBetween(Object.keys(spec.schema.shape), {}, part.values)
  await tell(tx, actor, { fiche, operation: `fiche.${part.kind}.ajouter`, changes })
  return id
}

/** The same for who has only the id of the fiche. */
export async function addToFiche(
  tx: Tx,
  actor: Actor,
  ficheId: string,
  part: { kind: PartKind; values: Values; extra?: Values },
): Promise<string> {
  return addPart(tx, actor, await getFicheById(tx, actor, ficheId), part)
}

/** Changes a line of a fiche; nothing is written when nothing changed. */
export async function updatePart(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  part: { kind: PartKind; id: string; values: Values },
): Promise<void> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  const spec: PartSpec = partSpecs[part.kind]
  const before = await lockPart(tx, fiche, part)
  await refuseUnknownOperateur(tx, part.values)
  const changes = changesBetween(Object.keys(spec.schema.shape), before, part.values)
  if (Object.keys(changes).length === 0) return
  const sets = Object.keys(changes).map((key) => sql`${sql.ref(snake(key))} = ${part.values[key]}`)
  await sql`update ${sql.table(snake(spec.table))} set ${sql.join(sets)}
    where territoire_id = ${actor.territoireId} and fiche_id = ${fiche.id} and id = ${part.id}`.execute(tx)
  await tell(tx, actor, { fiche, operation: `fiche.${part.kind}.modifier`, changes })
}

/** Takes a line off a fiche; the journal keeps all that it said. */
export async function removePart(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  part: { kind: PartKind; id: string },
): Promise<void> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  const spec: PartSpec = partSpecs[part.kind]
  const before = await lockPart(tx, fiche, part)
  await sql`delete from ${sql.table(snake(spec.table))}
    where territoire_id = ${actor.territoireId} and fiche_id = ${fiche.id} and id = ${part.id}`.execute(tx)
  const changes = Object.fromEntries(
    Object.keys(spec.schema.shape).map((key) => [key, { avant: before[key] ?? null, apres: null }]),
  )
  await tell(tx, actor, { fiche, operation: `fiche.${part.kind}.retirer`, changes })
}

/** Writes target and observation of a result for a year; both empty takes the year off. */
export async function setResultYear(
  tx: Tx,
  actor: Actor,
  fiche: StoredFiche,
  result: { id: string; values: AnneeInput },
): Promise<void> {
  if (!canEditFiche(actor, fiche)) throw new Forbidden()
  await lockPart(tx, fiche, { kind: 'resultat', id: result.id })
  const { annee, ...rest } = result.values
  const key = { territoireId: actor.territoireId, resultatId: result.id, annee }
  const before = await tx
    .selectFrom('ficheResultatAnnee')
    .select(['cible', 'observe', 'note'])
    .where('territoireId', '=', actor.territoireId)
    .where('resultatId', '=', result.id)
    .where('annee', '=', annee)
    .executeTakeFirst()
  const changes = changesBetween(['cible', 'observe', 'note'], before ?? {}, rest)
  if (rest.cible === null && rest.observe === null && rest.note === '')
    await tx
      .deleteFrom('ficheResultatAnnee')
      .where('territoireId', '=', actor.territoireId)
      .where('resultatId', '=', result.id)
      .where('annee', '=', annee)
      .execute()
  else
    await tx
      .insertInto('ficheResultatAnnee')
      .values({ ...key, ...rest })
      .onConflict((conflict) => conflict.columns(['territoireId', 'resultatId', 'annee']).doUpdateSet(rest))
      .execute()
  await tell(tx, actor, {
    fiche,
    operation: 'fiche.annee.modifier',
    changes: { ...changes, annee: { avant: annee, apres: annee } },
  })
}

async function lockPart(tx: Tx, fiche: StoredFiche, part: { kind: PartKind; id: string }): Promise<Values> {
  if (!isId(part.id)) throw new NotFound()
  const { table } = partSpecs[part.kind]
  const { rows } = await sql<Values>`select * from ${sql.table(snake(table))}
    where territoire_id = territoire_courant() and fiche_id = ${fiche.id} and id = ${part.id} for update`.execute(
    tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

async function refuseUnknownOperateur(tx: Tx, values: Values): Promise<void> {
  const id = values.operateurId
  if (id === null || id === undefined) return
  const known =
    isId(id) && (await tx.selectFrom('organisation').select('id').where('id', '=', id).executeTakeFirst())
  if (!known)
    throw new Refusal(
      'organisation-inconnue',
      'Cette organisation n’existe pas : choisissez dans la liste.',
      {
        field: 'operateurId',
      },
    )
}

function only(spec: PartSpec, values: Values): Values {
  return Object.fromEntries(Object.keys(spec.schema.shape).map((key) => [key, values[key] ?? null]))
}

async function tell(
  tx: Tx,
  actor: Actor,
  line: { fiche: StoredFiche; operation: string; changes: Record<string, Change> },
): Promise<void> {
  // The fiche has moved, its own fields have not: the date changes and the version does not.
  await sql`update fiche set modifie_le = now() where territoire_id = ${actor.territoireId} and id = ${line.fiche.id}`.execute(
    tx,
  )
  await writeJournal(tx, actor, {
    operation: line.operation,
    entite: 'fiche',
    entiteId: line.fiche.id,
    titre: ficheSpec.titre(line.fiche),
    changements: line.changes,
  })
}

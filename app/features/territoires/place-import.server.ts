import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Contour } from '#geo/contours.ts'
import { labelPoint } from '#geo/plane.ts'
import { communeOf } from '#geo/referentiel.ts'
import { addQpvs } from './communes.commands.server.ts'
import type { PlaceFile } from './place-file.server.ts'
import { type ContoursRehearsal, type ReadQpv, readQpvLines, rehearseContours } from './place-import.rules.ts'
import { listQpvs, type QpvRow } from './places.queries.server.ts'

/** The deposits of this import. */
export const IMPORT_LIEUX = 'import_lieux'

export interface QpvRehearsal {
  created: ReadQpv[]
  changed: Array<{ qpv: ReadQpv; before: QpvRow }>
  same: number
  foreign: number
  problems: Array<{ line: number; message: string }>
}

export type PlaceRehearsal =
  | ({ kind: 'contours'; contours: ReadonlyArray<Contour> } & ContoursRehearsal)
  | ({ kind: 'qpv' } & QpvRehearsal)

/** What a file of places would do here. Writes nothing. */
export async function rehearsePlaces(tx: Tx, file: PlaceFile, source: string): Promise<PlaceRehearsal> {
  const communes = await tx
    .selectFrom('commune')
    .select(['code', 'nom', sql<boolean>`contour is not null`.as('hasContour')])
    .orderBy('nom')
    .execute()
  if (file.kind === 'contours') {
    const { contours } = file.contours
    return { kind: 'contours', contours, ...rehearseContours(communes, file.contours) }
  }
  const read = readQpvLines(file.lines, {
    here: communes,
    source,
    nameOf: (code) => communeOf(code)?.nom ?? null,
  })
  const known = new Map((await listQpvs(tx)).map((its) => [its.code, its]))
  const changed = read.qpvs.flatMap((qpv) => {
    const before = known.get(qpv.code)
    return before && !isSame(qpv, before) ? [{ qpv, before }] : []
  })
  const created = read.qpvs.filter((its) => !known.has(its.code))
  return {
    kind: 'qpv',
    created,
    changed,
    same: read.qpvs.length - created.length - changed.length,
    foreign: read.foreign,
    problems: read.problems,
  }
}

function isSame(qpv: ReadQpv, before: QpvRow): boolean {
  const codes = (its: { communes: ReadonlyArray<{ code: string }> }): string =>
    its.communes
      .map(({ code }) => code)
      .toSorted()
      .join()
  const hasPoint = qpv.point === null || (before.lon === qpv.point.lon && before.lat === qpv.point.lat)
  return !before.codeInfere && qpv.nom === before.nom && codes(qpv) === codes(before) && hasPoint
}

/** Writes a rehearsed file, all or nothing. @returns the sentence that says what was done */
export async function confirmPlaces(tx: Tx, actor: Actor, rehearsed: PlaceRehearsal): Promise<string> {
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  if (rehearsed.kind === 'contours') return writeContours(tx, actor, rehearsed)
  const { created, changed } = rehearsed
  if (created.length + changed.length === 0)
    throw new Refusal('rien-a-ecrire', 'Ce fichier n’apporte rien de nouveau : rien n’a été écrit.')
  if (created.length > 0)
    await addQpvs(
      tx,
      actor,
      created.map(({ point: _, ...qpv }) => qpv),
    )
  for (const { qpv, before } of changed) await rewriteQpv(tx, actor, qpv, before)
  for (const { code, point } of [...created, ...changed.map((its) => its.qpv)])
    if (point)
      await tx
        .updateTable('qpv')
        .set(point)
        .where('territoireId', '=', actor.territoireId)
        .where('code', '=', code)
        .execute()
  return `Quartiers : ${created.length} ajoutés, ${changed.length} corrigés.`
}

async function rewriteQpv(tx: Tx, actor: Actor, qpv: ReadQpv, before: QpvRow): Promise<void> {
  const { territoireId } = actor
  await tx
    .updateTable('qpv')
    .set({ nom: qpv.nom, source: qpv.source, codeInfere: false })
    .where('territoireId', '=', territoireId)
    .where('code', '=', qpv.code)
    .execute()
  await tx
    .deleteFrom('qpvCommune')
    .where('territoireId', '=', territoireId)
    .where('qpvCode', '=', qpv.code)
    .execute()
  const links = qpv.communes.map(({ code, nom, horsTerritoire }) => ({
    territoireId,
    qpvCode: qpv.code,
    communeCode: code,
    communeNom: nom,
    horsTerritoire,
  }))
  await tx.insertInto('qpvCommune').values(links).execute()
  const names = (its: Pick<ReadQpv, 'communes'>): string[] => its.communes.map(({ nom }) => nom)
  await writeJournal(tx, actor, {
    operation: 'qpv.importer',
    entite: 'qpv',
    entiteId: qpv.code,
    titre: qpv.nom,
    changements: {
      nom: { avant: before.nom, apres: qpv.nom },
      communes: { avant: names(before), apres: names(qpv) },
    },
  })
}

async function writeContours(
  tx: Tx,
  actor: Actor,
  rehearsed: Extract<PlaceRehearsal, { kind: 'contours' }>,
): Promise<string> {
  const here = new Set(rehearsed.found.map((its) => its.code))
  if (here.size === 0)
    throw new Refusal(
      'aucune-commune',
      'Ce fichier ne dessine aucune commune de ce territoire : rien n’a été écrit.',
    )
  for (const { code, surface } of rehearsed.contours.filter((its) => here.has(its.code))) {
    const [lon, lat] = labelPoint(surface)
    await sql`update commune set contour = ${JSON.stringify(surface)}::jsonb, lon = coalesce(lon, ${lon}), lat = coalesce(lat, ${lat})
      where territoire_id = ${actor.territoireId} and code = ${code}`.execute(tx)
  }
  await writeJournal(tx, actor, {
    operation: 'commune.importer',
    entite: 'commune',
    entiteId: [...here].join(' '),
    titre: `Contours de ${here.size} communes`,
  })
  return `Contours de ${here.size} communes enregistrés.`
}

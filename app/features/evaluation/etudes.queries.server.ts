import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { etudeSpec } from './etude.spec.ts'
import { protocole, resultat } from './etude-resultat.schema.ts'
import type { StudyRow } from './panel.rules.ts'

/** What this person may read of the studies: all of them, also those that found nothing, or none. */
export function etudesVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'etudes.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

/** Every study of the territory, the latest frozen first; what was never frozen comes before. */
export async function listEtudes(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('etude as e')
    .leftJoin('documentCadre as d', 'd.id', 'e.documentId')
    .select([
      'e.id',
      'e.titre',
      'e.indicateur',
      'e.debut',
      'e.figeeLe',
      'e.verdict',
      'e.exemple',
      'd.titre as document',
    ])
    .select(sql<number>`(select count(*)::int from etude_commune c where c.etude_id = e.id)`.as('communes'))
    .select(sql<string | null>`e.resultat ->> 'texte'`.as('texte'))
    .where(etudesVisibleTo(actor))
    .orderBy(sql`e.figee_le desc nulls first`)
    .orderBy('e.id', 'desc')
    .execute()
}

/** A study with what was frozen and what was found, or NotFound. */
export async function getEtude(tx: Tx, actor: Actor, id: string) {
  const etude = await getEntity(tx, etudeSpec, id, etudesVisibleTo(actor))
  const rest = await tx
    .selectFrom('etude')
    .select(['figeeLe', 'protocole', 'resultat', 'verdict', 'exemple', 'codeVersion'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...etude,
    figeeLe: rest.figeeLe,
    exemple: rest.exemple,
    codeVersion: rest.codeVersion,
    protocole: rest.protocole === null ? null : protocole.parse(rest.protocole),
    resultat: rest.resultat === null ? null : resultat.parse(rest.resultat),
  }
}

export type StoredEtude = Awaited<ReturnType<typeof getEtude>>

const donnees = z.array(z.tuple([z.string(), z.number(), z.number()]))

/** The figures a frozen study was computed on, kept with it: the store goes on changing. Empty when it kept none. */
export async function listDonnees(tx: Tx, actor: Actor, id: string): Promise<StudyRow[]> {
  await getEntity(tx, etudeSpec, id, etudesVisibleTo(actor))
  const { donnees: kept } = await tx
    .selectFrom('etude')
    .select('donnees')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return kept === null ? [] : donnees.parse(kept).map(([code, annee, valeur]) => ({ code, annee, valeur }))
}

/** The frozen studies of one document-cadre (or of none), this one among them: the family that corrections count. */
export async function listFamille(tx: Tx, actor: Actor, documentId: string | null) {
  const rows = await tx
    .selectFrom('etude as e')
    .select(['e.id', 'e.titre', 'e.verdict', 'e.figeeLe'])
    .select(sql<number | null>`(e.resultat ->> 'p')::float`.as('p'))
    .where('e.figeeLe', 'is not', null)
    .where(
      documentId === null ? sql<SqlBool>`e.document_id is null` : sql<SqlBool>`e.document_id = ${documentId}`,
    )
    .where(etudesVisibleTo(actor))
    .orderBy('e.figeeLe')
    .orderBy('e.id')
    .execute()
  return rows
}

/** The p-values of the studies frozen so far: each new one is read among them. */
export async function listTests(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('etude')
    .select(sql<number | null>`(resultat ->> 'p')::float`.as('p'))
    .where('figeeLe', 'is not', null)
    .execute()
  return rows.map((row) => row.p ?? Number.NaN)
}

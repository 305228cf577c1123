import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from './permissions.ts'
import { PAGE_SIZE } from './search-params.ts'

export interface JournalFilter {
  entite?: string | undefined
  entiteId?: string | undefined
  personneId?: string | undefined
  du?: string | undefined
  au?: string | undefined
  page: number
}

const changes = z.record(z.string(), z.object({ avant: z.unknown(), apres: z.unknown() })).catch({})

export interface JournalEntry {
  id: string
  le: Date
  auteur: string
  operation: string
  entite: string
  titre: string
  changements: Record<string, { avant: unknown; apres: unknown }>
}

/**
 * One page of the journal, newest first. There is no count of all: a journal has millions of lines and nobody reads
 * the last page; one line more than a page says whether there is a next one.
 */
export async function listJournal(
  tx: Tx,
  actor: Actor,
  filter: JournalFilter,
): Promise<{ rows: JournalEntry[]; hasNext: boolean }> {
  if (!can(actor, 'journal.lire')) throw new Forbidden()
  const { entite, entiteId, personneId, du, au } = filter
  const rows = await tx
    .selectFrom('journal as j')
    .select(['j.id', 'j.le', 'j.auteur', 'j.operation', 'j.entite', 'j.titre', 'j.changements'])
    .where('j.territoireId', '=', actor.territoireId)
    .$if(!!entite, (query) => query.where('j.entite', '=', entite ?? ''))
    .$if(!!entiteId, (query) => query.where('j.entiteId', '=', entiteId ?? ''))
    .$if(isId(personneId), (query) => query.where('j.personneId', '=', personneId ?? ''))
    .$if(!!du, (query) => query.where(sql<SqlBool>`j.le >= ${du}::date`))
    .$if(!!au, (query) => query.where(sql<SqlBool>`j.le < ${au}::date + 1`))
    .orderBy('j.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  const shown = rows
    .slice(0, PAGE_SIZE)
    .map((row) => ({ ...row, changements: changes.parse(row.changements) }))
  return { rows: shown, hasNext: rows.length > PAGE_SIZE }
}

/** The people one can filter the journal by. */
export async function listAuthors(tx: Tx, actor: Actor): Promise<Array<{ value: string; label: string }>> {
  return tx
    .selectFrom('personne')
    .select(['id as value', 'nom as label'])
    .where('territoireId', '=', actor.territoireId)
    .where('archiveLe', 'is', null)
    .orderBy('nom')
    .execute()
}

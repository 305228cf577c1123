import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { budgetOnce, type FicheCount, visibleFiches } from '#app/features/fiches/index.server.ts'
import { listAxesAt, listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

const SOON_DAYS = 120

/** What an elected member reads on one page: where the project stands on a day. */
export async function loadBord(tx: Tx, actor: Actor, at: IsoDate) {
  const documents = (await listDocumentsAt(tx, actor, at)).filter(({ etatAt }) => etatAt !== 'redaction')
  const running = documents.filter(({ etatAt }) => etatAt === 'en_vigueur' || etatAt === 'proroge')
  const nodes = await listAxesAt(tx, actor, { at })
  return {
    at,
    documents: running.length > 0 ? running : documents.slice(-2),
    running: running.length,
    axes: nodes
      .filter(({ depth }) => depth === 0)
      .map(({ id, numero, court, titre }) => ({ id, numero, titre: court || titre })),
    parents: new Map(nodes.map(({ id, parentId }) => [id, parentId])),
    counts: await countFiches(tx, actor),
    engagements: await countEngagementsAt(tx, at),
    late: await listLate(tx, at),
    soon: await listSoon(tx, at),
    communes: await countCommunes(tx, at),
  }
}

export type BordMatter = Awaited<ReturnType<typeof loadBord>>

/** The count of each axis of first level, what hangs below it included. */
export function countsByRoot({
  counts,
  parents,
}: Pick<BordMatter, 'counts' | 'parents'>): Map<string, FicheCount[]> {
  const rootOf = (id: string): string => {
    let here = id
    for (let above = parents.get(here); above; above = parents.get(here)) here = above
    return here
  }
  return Map.groupBy(counts, ({ axeId }) => (axeId ? rootOf(axeId) : ''))
}

/** By main axis and state. */
async function countFiches(tx: Tx, actor: Actor): Promise<FicheCount[]> {
  const { rows } = await sql<FicheCount>`
    select e.axe_id, e.etat, count(*)::int as nombre,
      coalesce(sum(${budgetOnce}), 0)::float8 as budget_centimes
    from fiche e where e.territoire_id = territoire_courant() and ${visibleFiches(actor)} group by e.axe_id, e.etat`.execute(
    tx,
  )
  return rows
}

async function countEngagementsAt(tx: Tx, at: IsoDate) {
  const { rows } = await sql<{ tenus: number; enCours: number; enRetard: number; rompus: number }>`
    select count(*) filter (where etat = 'tenu')::int as tenus,
      count(*) filter (where etat = 'en_cours' and (echeance is null or echeance >= ${at}))::int as en_cours,
      count(*) filter (where etat = 'en_cours' and echeance < ${at})::int as en_retard,
      count(*) filter (where etat in ('rompu', 'abandonne'))::int as rompus
    from engagement where archive_le is null`.execute(tx)
  return rows[0] ?? { tenus: 0, enCours: 0, enRetard: 0, rompus: 0 }
}

function listLate(tx: Tx, at: IsoDate) {
  return tx
    .selectFrom('engagement as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select(['o.nom', 'e.texte', 'e.echeance'])
    .where('e.archiveLe', 'is', null)
    .where('e.etat', '=', 'en_cours')
    .where('e.echeance', '<', at)
    .orderBy('e.echeance')
    .limit(3)
    .execute()
}

function listSoon(tx: Tx, at: IsoDate) {
  return tx
    .selectFrom('engagement as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select(['o.nom', 'e.texte', 'e.echeance'])
    .where('e.archiveLe', 'is', null)
    .where('e.etat', '=', 'en_cours')
    .where('e.echeance', '>=', at)
    .where('e.echeance', '<', addDays(at, SOON_DAYS))
    .orderBy('e.echeance')
    .limit(3)
    .execute()
}

async function countCommunes(tx: Tx, at: IsoDate): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from commune where debut <= ${at} and (fin is null or fin > ${at})`.execute(
    tx,
  )
  return rows[0]?.nombre ?? 0
}

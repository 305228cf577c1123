import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { budgetOnce, visibleFiches } from '#app/features/fiches/index.server.ts'
import { loadDocument } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Actor } from '#app/platform/permissions.ts'

export interface EngagementLine {
  organisation: string
  texte: string
  nature: 'action' | 'moyens' | 'donnees' | 'participation'
  etat: 'en_cours' | 'tenu' | 'rompu' | 'abandonne'
  echeance: IsoDate | null
}

/** The fiches hung on the document, counted: what the six items of the law can be checked on. */
interface FichesCount {
  total: number
  budgetCentimes: number
  chiffrees: number
  indicateurs: number
  cibles: number
}

/** All that the text of a framework document is made from, as it stood on a day. */
export async function loadCadre(
  tx: Tx,
  actor: Actor,
  code: string,
  { at, today }: { at: IsoDate; today: IsoDate },
) {
  const page = await loadDocument(tx, actor, code, { at, today })
  const { id, texte } = page.document
  return {
    ...page,
    texte,
    engagements: await listEngagements(tx, id),
    fiches: await countFiches(tx, actor, id),
    etp: await sumEtp(tx, at),
  }
}

export type CadreMatter = Awaited<ReturnType<typeof loadCadre>>

function listEngagements(tx: Tx, documentId: string): Promise<EngagementLine[]> {
  return tx
    .selectFrom('engagement as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select(['o.nom as organisation', 'e.texte', 'e.nature', 'e.etat', 'e.echeance'])
    .where('e.documentId', '=', documentId)
    .where('e.archiveLe', 'is', null)
    .orderBy('o.nom')
    .orderBy('e.echeance')
    .execute()
}

async function countFiches(tx: Tx, actor: Actor, documentId: string): Promise<FichesCount> {
  const { rows } = await sql<FichesCount>`
    select count(*)::int as total, coalesce(sum(${budgetOnce}), 0)::float8 as budget_centimes,
      count(e.budget_centimes)::int as chiffrees,
      coalesce(sum((select count(*) from fiche_resultat r where r.territoire_id = e.territoire_id and r.fiche_id = e.id)), 0)::int as indicateurs,
      coalesce(sum((select count(distinct r.id) from fiche_resultat r join fiche_resultat_annee a on a.territoire_id = r.territoire_id and a.resultat_id = r.id and a.cible is not null
        where r.territoire_id = e.territoire_id and r.fiche_id = e.id)), 0)::int as cibles
    from fiche e join fiche_document fd on fd.territoire_id = e.territoire_id and fd.fiche_id = e.id
    where fd.document_id = ${documentId} and e.territoire_id = territoire_courant() and ${visibleFiches(actor)}`.execute(
    tx,
  )
  return rows[0] ?? { total: 0, budgetCentimes: 0, chiffrees: 0, indicateurs: 0, cibles: 0 }
}

/** The FTE of the team of the project the year of a day, and how many posts. */
async function sumEtp(tx: Tx, at: IsoDate): Promise<{ postes: number; etp: number }> {
  const { rows } = await sql<{ postes: number; etp: number }>`
    select count(*)::int as postes, coalesce(sum(e.etp), 0)::float8 as etp from poste p
    left join poste_etp e on e.territoire_id = p.territoire_id and e.poste_id = p.id and e.annee = extract(year from ${at}::date)
    where p.archive_le is null and p.dans_la_direction and p.debut <= ${at} and (p.fin is null or p.fin > ${at})`.execute(
    tx,
  )
  return rows[0] ?? { postes: 0, etp: 0 }
}

import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { publishedEtats } from '#app/features/fiches/index.words.ts'
import { avisEtatAt } from '#app/lib/avis.ts'
import { type IsoDate, isoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { loadCadre } from './cadre-matter.server.ts'

/** The annual reports, latest first. */
export async function listRapports(tx: Tx, actor: Actor) {
  if (!can(actor, 'publications.rediger')) return []
  return tx
    .selectFrom('rapportAnnuel as e')
    .innerJoin('documentCadre as d', (join) =>
      join.onRef('d.territoireId', '=', 'e.territoireId').onRef('d.id', '=', 'e.documentId'),
    )
    .select(['e.id', 'e.annee', 'e.etat', 'e.exemple', 'd.titre'])
    .where('e.archiveLe', 'is', null)
    .orderBy('e.annee', 'desc')
    .execute()
}

/** One report, for those who write them. */
export async function getRapport(tx: Tx, actor: Actor, id: string) {
  if (!can(actor, 'publications.rediger') || !isId(id)) throw new NotFound()
  const row = await tx
    .selectFrom('rapportAnnuel as e')
    .innerJoin('documentCadre as d', (join) =>
      join.onRef('d.territoireId', '=', 'e.territoireId').onRef('d.id', '=', 'e.documentId'),
    )
    .selectAll('e')
    .select(['d.code', 'd.titre as document'])
    .where('e.id', '=', id)
    .where('e.archiveLe', 'is', null)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

export interface ActionLine {
  code: string
  titre: string
  porteur: string | null
  publique: boolean
  budgetCentimes: number | null
  exemple: boolean
}

/** The actions of the contract that ran that year; those of the EPCI and the communes are told apart. */
async function listActionsOfYear(
  tx: Tx,
  actor: Actor,
  documentId: string,
  annee: number,
): Promise<ActionLine[]> {
  const { rows } = await sql<ActionLine>`
    select e.code, e.titre, o.nom as porteur, coalesce(o.nature in ('epci', 'commune'), false) as publique,
      e.budget_centimes::float8 as budget_centimes, e.exemple
    from fiche e join fiche_document d on d.territoire_id = e.territoire_id and d.fiche_id = e.id
    left join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    where d.document_id = ${documentId} and e.territoire_id = territoire_courant() and ${visibleFiches(actor)}
      and e.etat = any(${[...publishedEtats]}::text[])
      and (e.debut is null or e.debut < ${`${annee + 1}-01-01`}) and (e.fin is null or e.fin > ${`${annee}-01-01`})
    order by publique desc, e.code`.execute(tx)
  return rows
}

export async function listAvis(tx: Tx, rapportId: string, at: IsoDate) {
  const rows = await tx
    .selectFrom('rapportAvis as a')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.territoireId', '=', 'a.territoireId').onRef('o.id', '=', 'a.organisationId'),
    )
    .select([
      'a.id',
      'a.organisationId',
      'o.nom',
      'o.nature',
      'a.envoyeLe',
      'a.echeance',
      'a.recuLe',
      'a.sens',
      'a.texte',
    ])
    .where('a.rapportId', '=', rapportId)
    .orderBy('o.nature', 'desc')
    .orderBy('o.nom')
    .execute()
  return rows.map((row) => ({ ...row, etat: avisEtatAt(row, at) }))
}

export type AvisRow = Awaited<ReturnType<typeof listAvis>>[number]

/** Who must be asked: the municipal councils of the contract and its conseils citoyens, not asked yet. */
export async function listToConsult(tx: Tx, rapportId: string, communes: ReadonlyArray<{ code: string }>) {
  const codes = communes.map(({ code }) => code)
  const { rows } = await sql<{ value: string; label: string }>`
    select o.id as value, o.nom as label from organisation o
    where o.territoire_id = territoire_courant() and o.archive_le is null and o.fusionnee_dans is null
      and (o.nature = 'conseil_citoyen' or (o.nature = 'commune' and o.commune_code = any(${codes}::text[])))
      and not exists (select from rapport_avis a where a.territoire_id = o.territoire_id and a.rapport_id = ${rapportId} and a.organisation_id = o.id)
    order by o.nature desc, o.nom`.execute(tx)
  return rows
}

/** All that the report is written from: its text, the contract at the end of its year, the actions, the opinions. */
export async function loadRapport(tx: Tx, actor: Actor, id: string, today: IsoDate) {
  const rapport = await getRapport(tx, actor, id)
  const last = isoDate(`${rapport.annee}-12-31`)
  const at = last.localeCompare(today) < 0 ? last : today
  return {
    rapport,
    cadre: await loadCadre(tx, actor, rapport.code, { at, today }),
    actions: await listActionsOfYear(tx, actor, rapport.documentId, rapport.annee),
    avis: await listAvis(tx, id, today),
  }
}

export type RapportMatter = Awaited<ReturnType<typeof loadRapport>>

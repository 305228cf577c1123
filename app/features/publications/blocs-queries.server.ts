import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleFiches } from '#app/features/fiches/index.server.ts'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { CadreMatter } from './cadre-matter.server.ts'

/** The documents that share the axes of one, with their size and the names of their signatories. */
export async function loadTwins(tx: Tx, actor: Actor, { document, twins }: CadreMatter, at: IsoDate) {
  const ids = twins.map(({ id }) => id)
  if (ids.length === 0 || !document.arbreId) return []
  const listed = (await listDocumentsAt(tx, actor, at)).filter(({ id }) => ids.includes(id))
  const names = await tx
    .selectFrom('signataire as s')
    .innerJoin('organisation as o', 'o.id', 's.organisationId')
    .select(['s.documentId', 'o.nom', 's.exemple'])
    .where('s.documentId', 'in', ids)
    .orderBy('s.exemple')
    .orderBy('o.nom')
    .execute()
  return listed.map((its) => ({ ...its, noms: names.filter(({ documentId }) => documentId === its.id) }))
}

/** The documents before and with this one, oldest first. */
export async function listFiliation(tx: Tx, actor: Actor, at: IsoDate) {
  return (await listDocumentsAt(tx, actor, at)).map(({ titre, debut, fin, dateSignature }) => ({
    titre,
    debut,
    fin,
    dateSignature,
  }))
}

interface Programme {
  code: string
  titre: string
  budgetCentimes: number | null
  debut: IsoDate | null
  fin: IsoDate | null
  actions: number
  operateurs: number
  moyens: Array<{
    annee: number
    nature: 'etp' | 'euros' | 'materiel'
    valeur: number | null
    description: string
  }>
}

/** The programmes hung on a document, with the number of their actions and operators, and their means. */
export async function listProgrammes(tx: Tx, actor: Actor, documentId: string): Promise<Programme[]> {
  const { rows } = await sql<Programme>`
    select e.code, e.titre, e.budget_centimes::float8 as budget_centimes, e.debut, e.fin,
      (select count(*)::int from fiche a where a.territoire_id = e.territoire_id and a.parent_id = e.id and a.archive_le is null) as actions,
      (select count(*)::int from fiche_organisation o where o.territoire_id = e.territoire_id and o.fiche_id = e.id and o.role = 'operateur') as operateurs,
      coalesce((select json_agg(json_build_object('annee', m.annee, 'nature', m.nature, 'valeur', m.valeur, 'description', m.description) order by m.annee)
        from fiche_moyen m where m.territoire_id = e.territoire_id and m.fiche_id = e.id), '[]') as moyens
    from fiche e join fiche_document d on d.territoire_id = e.territoire_id and d.fiche_id = e.id
    where d.document_id = ${documentId} and e.nature = 'programme' and e.territoire_id = territoire_courant() and ${visibleFiches(actor)}
    order by e.code`.execute(tx)
  return rows
}

/** The posts of the direction on a day. */
export async function listTeam(tx: Tx, actor: Actor, at: IsoDate) {
  if (!can(actor, 'equipe.lire')) return []
  return tx
    .selectFrom('poste')
    .select(['intitule', 'missionAnnexe', 'dansLaDirection', 'service'])
    .where('archiveLe', 'is', null)
    .where('debut', '<=', at)
    .where((eb) => eb.or([eb('fin', 'is', null), eb('fin', '>', at)]))
    .orderBy('dansLaDirection', 'desc')
    .orderBy('intitule')
    .execute()
}

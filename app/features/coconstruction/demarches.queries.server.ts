import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { loadSeats } from '#app/features/gouvernance/index.server.ts'
import { retainedAxes } from '#app/features/strategies/index.server.ts'
import { type AvisSens, avisEtatAt } from '#app/lib/avis.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type EntitySpec, getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import { demarcheInput } from './demarche.schema.ts'
import type { DemarcheEtat } from './demarche.words.ts'

export const demarcheSpec = {
  entite: 'demarche',
  table: 'demarche',
  schema: demarcheInput,
  links: { groupes: { table: 'demarcheGroupe', parent: 'demarcheId', column: 'instanceId' } },
  titre: ({ titre }) => titre,
} satisfies EntitySpec<typeof demarcheInput>

/**
 * The démarches this person may read, over `demarche` aliased `e`: all but those still in preparation, which are for
 * who leads them; an association with no other right reads those of the groups where it sits today.
 */
export function visibleDemarches(actor: Actor): Expression<SqlBool> {
  const { reach, organisationIds } = reachOf(actor, 'demarches.lire')
  if (reach === null) return sql<SqlBool>`false`
  const here = sql`e.territoire_id = territoire_courant() and e.archive_le is null`
  const known = can(actor, 'demarches.conduire') ? sql`true` : sql`e.etat <> 'preparation'`
  const sits =
    reach === 'tout'
      ? sql`true`
      : sql`exists (select from demarche_groupe g join siege s on s.territoire_id = g.territoire_id and s.instance_id = g.instance_id
          where g.territoire_id = e.territoire_id and g.demarche_id = e.id and s.organisation_id = any(${organisationIds})
            and s.debut <= (now() at time zone 'Europe/Paris')::date and (s.fin is null or s.fin > (now() at time zone 'Europe/Paris')::date))`
  return sql<SqlBool>`(${here} and ${known} and ${sits})`
}

export function mustReadDemarches(actor: Actor): void {
  if (!can(actor, 'demarches.lire')) throw new Forbidden()
}

const aTraiter = sql`(select count(*)::int from demarche_contribution c where c.territoire_id = e.territoire_id and c.demarche_id = e.id and c.motif_ecart = ''
  and not exists (select from demarche_citation k where k.territoire_id = c.territoire_id and k.contribution_id = c.id))`

export interface DemarcheLine {
  id: string
  titre: string
  etat: DemarcheEtat
  document: string
  contributionsAu: IsoDate | null
  redactionAu: IsoDate | null
  consultationAu: IsoDate | null
  groupes: number
  contributions: number
  structures: number
  aTraiter: number
  passages: number
  exemple: boolean
}

/** The démarches, those under way first, then the latest. */
export async function listDemarches(tx: Tx, actor: Actor): Promise<DemarcheLine[]> {
  const { rows } = await sql<DemarcheLine>`
    select e.id, e.titre, e.etat, d.titre as document, e.contributions_au, e.redaction_au, e.consultation_au, e.exemple,
      (select count(*)::int from demarche_groupe g where g.territoire_id = e.territoire_id and g.demarche_id = e.id) as groupes,
      (select count(*)::int from demarche_contribution c where c.territoire_id = e.territoire_id and c.demarche_id = e.id) as contributions,
      (select count(distinct c.organisation_id)::int from demarche_contribution c where c.territoire_id = e.territoire_id and c.demarche_id = e.id) as structures,
      (select count(*)::int from demarche_passage p where p.territoire_id = e.territoire_id and p.demarche_id = e.id) as passages,
      ${aTraiter} as a_traiter
    from demarche e join document_cadre d on d.territoire_id = e.territoire_id and d.id = e.document_id
    where ${visibleDemarches(actor)}
    order by e.etat in ('portee', 'abandonnee'), e.cree_le desc, e.id limit 500`.execute(tx)
  return rows
}

/** A démarche with its document and its groups, or NotFound: absent and hidden answer alike. */
export async function getDemarche(tx: Tx, actor: Actor, id: string) {
  const entity = await getEntity(tx, demarcheSpec, id, visibleDemarches(actor))
  const { rows } = await sql<DemarcheMore>`
    select e.etat, e.silence_favorable, e.fondement, e.tour, e.avenant_id, e.portee_le, e.exemple, ${aTraiter} as a_traiter,
      (select count(*)::int from demarche_passage p where p.territoire_id = e.territoire_id and p.demarche_id = e.id) as passages,
      (select json_build_object('code', d.code, 'titre', d.titre, 'etat', d.etat, 'arbreId', d.arbre_id, 'debut', d.debut, 'perimetreId', d.perimetre_id)
        from document_cadre d where d.territoire_id = e.territoire_id and d.id = e.document_id) as document,
      (select json_build_object('numero', a.numero, 'etat', a.etat) from avenant a where a.territoire_id = e.territoire_id and a.id = e.avenant_id) as avenant
    from demarche e where e.territoire_id = territoire_courant() and e.id = ${id}`.execute(tx)
  const [more] = rows as [DemarcheMore] // the same row was just read
  return { ...entity, ...more }
}

interface DemarcheMore {
  etat: DemarcheEtat
  silenceFavorable: boolean
  fondement: string
  tour: number
  avenantId: string | null
  porteeLe: IsoDate | null
  exemple: boolean
  aTraiter: number
  passages: number
  document: {
    code: string
    titre: string
    etat: string
    arbreId: string | null
    debut: IsoDate
    perimetreId: string | null
  }
  avenant: { numero: number; etat: 'redaction' | 'adopte' } | null
}

export type Demarche = Awaited<ReturnType<typeof getDemarche>>

/** The axes that are written: those of the document, as they are worded today, or on its first day if it is to come. */
export function listAxes(tx: Tx, actor: Actor, demarche: Demarche, today: IsoDate) {
  const { documentId, document } = demarche
  const at = document.debut > today ? document.debut : today
  return retainedAxes(tx, actor, { id: documentId, arbreId: document.arbreId }, at)
}

export interface Group {
  id: string
  nom: string
  nature: string
  /** Organisations that sit on the day. */
  membres: Array<{ organisationId: string; nom: string; courriel: string | null; titulaire: string | null }>
}

/** The groups of a démarche with who sits in them on a day. */
export async function listGroups(tx: Tx, demarcheId: string, at: IsoDate): Promise<Group[]> {
  const { rows } = await sql<Omit<Group, 'membres'>>`
    select i.id, i.nom, i.nature
    from demarche_groupe g join instance i on i.territoire_id = g.territoire_id and i.id = g.instance_id
    where g.territoire_id = territoire_courant() and g.demarche_id = ${demarcheId} order by i.nature desc, i.nom`.execute(
    tx,
  )
  const seats = await loadSeats(tx, at)
  return rows.map((group) => ({
    ...group,
    membres: seats(group.id).map(({ organisationId, nom, courriel, titulaire }) => ({
      organisationId,
      nom,
      courriel,
      titulaire,
    })),
  }))
}

export interface AvisRow {
  id: string
  tour: number
  organisationId: string
  nom: string
  nature: string
  envoyeLe: IsoDate
  echeance: IsoDate
  recuLe: IsoDate | null
  sens: AvisSens | null
  texte: string
  suite: string
  version: number
}

/** The opinions asked, round by round, with where each stands on a day. */
export async function listAvis(tx: Tx, demarcheId: string, at: IsoDate) {
  const { rows } = await sql<AvisRow>`
    select a.id, a.tour, a.organisation_id, o.nom, o.nature, a.envoye_le, a.echeance, a.recu_le, a.sens, a.texte, a.suite, a.version
    from demarche_avis a join organisation o on o.territoire_id = a.territoire_id and o.id = a.organisation_id
    where a.territoire_id = territoire_courant() and a.demarche_id = ${demarcheId} order by a.tour desc, o.nature desc, o.nom`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, etat: avisEtatAt(row, at) }))
}

export type Avis = Awaited<ReturnType<typeof listAvis>>[number]

/** Who may be asked: the communes of the document's perimeter, the conseils citoyens, its signatories. */
export async function listToConsult(tx: Tx, demarche: Demarche, at: IsoDate) {
  const { rows } = await sql<{ value: string; label: string; group: string }>`
    select o.id as value, o.nom as label,
      case o.nature when 'commune' then 'Conseils municipaux' when 'conseil_citoyen' then 'Conseils citoyens' else 'Signataires' end as "group"
    from organisation o
    where o.territoire_id = territoire_courant() and o.archive_le is null and o.fusionnee_dans is null
      and (o.nature = 'conseil_citoyen'
        or (o.nature = 'commune' and exists (select from perimetre_commune p where p.territoire_id = o.territoire_id and p.perimetre_id = ${demarche.document.perimetreId}
          and p.commune_code = o.commune_code and p.debut <= ${at} and (p.fin is null or p.fin > ${at})))
        or exists (select from signataire s where s.territoire_id = o.territoire_id and s.document_id = ${demarche.documentId} and s.organisation_id = o.id and (s.fin is null or s.fin > ${at})))
      and not exists (select from demarche_avis a where a.territoire_id = o.territoire_id and a.demarche_id = ${demarche.id} and a.tour = ${demarche.tour} and ${demarche.etat} = 'consultation' and a.organisation_id = o.id)
    order by 3, 2`.execute(tx)
  return rows
}

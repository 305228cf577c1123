import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { getEntity, insertEntity, updateEntity } from '#app/platform/entity.server.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Portee } from './chiffres-faits.server.ts'
import { dossiersOf } from './chiffres-faits.server.ts'
import type { EffortInput } from './effort.schema.ts'
import { effortSpec } from './effort.spec.ts'

/** Whether this person says what an organisation puts; without one: whether it says so for one at least. */
export function canDeclareEffort(actor: Actor, organisationId?: string): boolean {
  return can(actor, 'engagements.suivre', organisationId ? { organisationIds: [organisationId] } : undefined)
}

/** Whether this person may say that an evidence was looked at. */
export function canVerifyEffort(actor: Actor): boolean {
  return can(actor, 'strategie.modifier')
}

/** Records what a signatory puts of its ordinary means. @returns its id */
export async function declareEffort(
  tx: Tx,
  actor: Actor,
  input: Omit<EffortInput, 'verifieLe'>,
): Promise<string> {
  if (!canDeclareEffort(actor, input.organisationId)) throw new Forbidden()
  if (input.montantCentimes === null && input.etp === null)
    throw new Refusal('effort-sans-mesure', 'Donnez une valeur en euros ou un temps de travail.', {
      field: 'montantCentimes',
    })
  return insertEntity(tx, actor, effortSpec, { values: { ...input, verifieLe: null } })
}

/** Says that the evidence of an effort was looked at that day. */
export async function verifyEffort(
  tx: Tx,
  actor: Actor,
  given: { id: string; version: number; today: IsoDate },
): Promise<void> {
  if (!canVerifyEffort(actor)) throw new Forbidden()
  const effort = await getEntity(tx, effortSpec, given.id)
  if (effort.preuve === '')
    throw new Refusal('sans-preuve', 'Rien ne montre encore cet effort : il ne peut pas être vérifié.')
  await updateEntity(tx, actor, effortSpec, {
    id: given.id,
    version: given.version,
    changes: { verifieLe: given.today },
  })
}

/** Takes an effort off the list; the journal keeps it. */
export async function archiveEffort(tx: Tx, actor: Actor, id: string): Promise<void> {
  const effort = await getEntity(tx, effortSpec, id)
  if (!canDeclareEffort(actor, effort.organisationId)) throw new Forbidden()
  await sql`update effort_droit_commun set archive_le = now(), version = version + 1 where territoire_id = ${actor.territoireId} and id = ${id}`.execute(
    tx,
  )
  await writeJournal(tx, actor, {
    operation: 'effort.archiver',
    entite: 'effort',
    entiteId: id,
    titre: effortSpec.titre(effort),
  })
}

export interface EffortAsked {
  annee: number | null
  axeId: string | null
  communeCode: string | null
}

export interface EffortRow {
  id: string
  version: number
  organisationId: string
  organisation: string
  annee: number
  axe: string | null
  lieu: string
  nature: EffortInput['nature']
  libelle: string
  montantCentimes: number | null
  etp: number | null
  preuve: string
  verifieLe: IsoDate | null
  exemple: boolean
}

/** What the signatories declared, newest year first. */
export async function listEfforts(tx: Tx, asked: EffortAsked): Promise<EffortRow[]> {
  const { rows } = await sql<EffortRow>`
    select e.id, e.version, e.organisation_id, o.nom as organisation, e.annee, e.nature, e.libelle, e.montant_centimes::float8 as montant_centimes, e.etp::float8 as etp, e.preuve, e.verifie_le, e.exemple,
      (select v.numero || '. ' || coalesce(nullif(v.court, ''), v.titre) from axe_version v where v.territoire_id = e.territoire_id and v.axe_id = e.axe_id order by v.debut desc limit 1) as axe,
      coalesce((select q.nom from qpv q where q.territoire_id = e.territoire_id and q.code = e.qpv_code),
        (select c.nom from commune c where c.territoire_id = e.territoire_id and c.code = e.commune_code), 'Tout le territoire') as lieu
    from effort_droit_commun e join organisation o on o.territoire_id = e.territoire_id and o.id = e.organisation_id
    where e.territoire_id = territoire_courant() and e.archive_le is null ${keptEfforts(asked)}
    order by e.annee desc, o.nom, e.libelle`.execute(tx)
  return rows
}

function keptEfforts({ annee, axeId, communeCode }: EffortAsked) {
  return sql`${annee ? sql`and e.annee = ${annee}` : sql``} ${axeId ? sql`and e.axe_id = ${axeId}` : sql``}
    ${communeCode ? sql`and (e.commune_code = ${communeCode} or exists (select from qpv_commune q where q.territoire_id = e.territoire_id and q.qpv_code = e.qpv_code and q.commune_code = ${communeCode}))` : sql``}`
}

export interface CompteurRow {
  organisationId: string
  organisation: string
  signataire: boolean
  declareCentimes: number
  verifieCentimes: number
  etp: number
  decideCentimes: number
  specifiqueCentimes: number
}

/**
 * The meter: what each signatory or funder declared of its ordinary means, what was verified, and what it decided in the
 * programming. The two are never added up: a grant of droit commun may also be in the declaration.
 */
export async function loadCompteur(tx: Tx, portee: Portee, asked: EffortAsked): Promise<CompteurRow[]> {
  const kept = {
    annees: asked.annee ? [asked.annee] : [],
    appelId: null,
    financeurId: null,
    axeId: asked.axeId,
  }
  const place = asked.communeCode
    ? sql`where exists (select from dossier_commune x where x.territoire_id = d.territoire_id and x.dossier_id = d.id and x.commune_code = ${asked.communeCode})`
    : sql``
  const { rows } = await sql<CompteurRow>`with recursive ${dossiersOf(portee, kept)},
    declares as materialized (
      select e.organisation_id, coalesce(sum(e.montant_centimes), 0) as declare, coalesce(sum(e.montant_centimes) filter (where e.verifie_le is not null), 0) as verifie, coalesce(sum(e.etp), 0) as etp
      from effort_droit_commun e where e.territoire_id = territoire_courant() and e.archive_le is null ${keptEfforts(asked)} group by e.organisation_id
    ), decides as materialized (
      select l.financeur_id, coalesce(sum(l.decide_droit_commun_centimes), 0) as dc, coalesce(sum(l.decide_specifique_centimes), 0) as spe
      from dossiers d join ligne l on l.territoire_id = d.territoire_id and l.dossier_id = d.id ${place} group by l.financeur_id
    ), signataires as materialized (
      select distinct organisation_id from signataire where territoire_id = territoire_courant() and etat = 'signe' and fin is null
    )
    select o.id as organisation_id, o.nom as organisation, s.organisation_id is not null as signataire, coalesce(p.declare, 0)::float8 as declare_centimes,
      coalesce(p.verifie, 0)::float8 as verifie_centimes, coalesce(p.etp, 0)::float8 as etp, coalesce(c.dc, 0)::float8 as decide_centimes, coalesce(c.spe, 0)::float8 as specifique_centimes
    from organisation o left join signataires s on s.organisation_id = o.id left join declares p on p.organisation_id = o.id left join decides c on c.financeur_id = o.id
    where o.territoire_id = territoire_courant() and o.archive_le is null and (p.organisation_id is not null or c.dc > 0 or c.spe > 0 or (s.organisation_id is not null and o.nature <> 'commune'))
    order by o.nom`.execute(tx)
  return rows
}

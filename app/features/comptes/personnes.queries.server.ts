import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can, type Role } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import type { Choice } from '#app/ui/form.tsx'
import { affectationSpec } from './personne.spec.ts'

/** Who this person may see, over the table `personne` aliased `e`: everybody, or itself. */
export function visibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'roles.lire') ? sql<SqlBool>`true` : sql<SqlBool>`e.id = ${actor.personneId}`
}

/** The address and the telephone, decided here and not on the screen. */
function contacts(actor: Actor) {
  const shown = can(actor, 'personnes.lire')
  return [
    sql<string | null>`case when ${shown} or e.id = ${actor.personneId} then e.courriel end`.as('courriel'),
    sql<string | null>`case when ${shown} or e.id = ${actor.personneId} then e.telephone end`.as('telephone'),
  ]
}

export interface AffectationLine {
  id: string
  organisation: string
  organisationId: string
  fonction: string
  role: Role | null
  axe: string | null
  commune: string | null
  debut: IsoDate
  fin: IsoDate | null
  etat: 'en_attente' | 'active' | 'refusee'
  /** An invitation that was not accepted yet: until when it can be. */
  invitationExpireLe: string | null
}

/** The roles of a person as one JSON list, those of a day when one is given. */
function affectationsOf(at: IsoDate | null) {
  const period = at ? sql`and a.debut <= ${at} and (a.fin is null or a.fin > ${at})` : sql``
  return sql<AffectationLine[]>`coalesce((
    select json_agg(json_build_object('id', a.id, 'organisation', o.nom, 'organisationId', o.id, 'fonction', a.fonction,
      'role', a.role, 'axe', (select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = a.territoire_id
        and v.axe_id = a.axe_id order by v.debut desc limit 1),
      'commune', c.nom, 'debut', a.debut, 'fin', a.fin, 'etat', a.etat,
      'invitationExpireLe', (select max(i.expire_le) from invitation i where i.territoire_id = a.territoire_id
        and i.affectation_id = a.id and i.acceptee_le is null and i.revoquee_le is null)) order by a.debut, a.id)
    from affectation a
    join organisation o on o.territoire_id = a.territoire_id and o.id = a.organisation_id
    left join commune c on c.territoire_id = a.territoire_id and c.code = a.commune_code
    where a.territoire_id = e.territoire_id and a.personne_id = e.id ${period}), '[]')`
}

export interface PersonnesFilter {
  search?: string | undefined
  role?: Role | undefined
  etat?: 'en_attente' | undefined
  at: IsoDate
  page: number
}

/** One page of the people and of what they do here on a day, with the count of all that match. */
export async function listPersonnes(tx: Tx, actor: Actor, filter: PersonnesFilter) {
  const rows = await tx
    .selectFrom('personne as e')
    .select(['e.id', 'e.nom', 'e.exemple', sql<boolean>`e.compte_id is not null`.as('aUnCompte')])
    .select(contacts(actor))
    .select([affectationsOf(filter.at).as('affectations'), sql<number>`count(*) over ()`.as('total')])
    .where(visibleTo(actor))
    .where('e.territoireId', '=', actor.territoireId)
    .where('e.archiveLe', 'is', null)
    .$if(!!filter.search, (query) =>
      query.where(sql<SqlBool>`unaccent(e.nom) ilike unaccent(${`%${filter.search}%`})`),
    )
    .$if(!!filter.role || !!filter.etat, (query) => query.where(holds(filter)))
    .orderBy('e.nom')
    .orderBy('e.id')
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .execute()
  return { rows, total: rows[0]?.total ?? 0 }
}

function holds({ role, etat, at }: PersonnesFilter): Expression<SqlBool> {
  return sql<SqlBool>`exists (select 1 from affectation a where a.territoire_id = e.territoire_id and a.personne_id = e.id
    and a.debut <= ${at} and (a.fin is null or a.fin > ${at})
    and (${role ?? null}::text is null or a.role = ${role ?? null}) and (${etat ?? null}::text is null or a.etat = ${etat ?? null}))`
}

/** One person with all its roles, past ones included, or NotFound. */
export async function getPersonne(tx: Tx, actor: Actor, id: string) {
  const found = isId(id)
    ? await tx
        .selectFrom('personne as e')
        .select(['e.id', 'e.nom', 'e.version', 'e.exemple', 'e.compteId'])
        .select(contacts(actor))
        .select(affectationsOf(null).as('affectations'))
        .where(visibleTo(actor))
        .where('e.territoireId', '=', actor.territoireId)
        .where('e.archiveLe', 'is', null)
        .where('e.id', '=', id)
        .executeTakeFirst()
    : undefined
  if (!found) throw new NotFound()
  return found
}

/** What the form of a role offers. */
export async function listAffectationChoices(
  tx: Tx,
): Promise<Record<'organisations' | 'axes' | 'communes', Choice[]>> {
  const organisations = await sql<Choice>`select id as value, nom as label from organisation
    where territoire_id = territoire_courant() and archive_le is null and fusionnee_dans is null order by nom`.execute(
    tx,
  )
  const axes =
    await sql<Choice>`select * from (select distinct on (v.axe_id) v.axe_id as value, v.numero || '. ' || v.titre as label
    from axe_version v join axe a on a.territoire_id = v.territoire_id and a.id = v.axe_id
    where v.territoire_id = territoire_courant() and a.parent_id is null and a.archive_le is null
    order by v.axe_id, v.debut desc) latest order by label`.execute(tx)
  const communes = await sql<Choice>`select code as value, nom as label from commune
    where territoire_id = territoire_courant() and fin is null order by nom`.execute(tx)
  return { organisations: organisations.rows, axes: axes.rows, communes: communes.rows }
}

/** Identities of a provider that wait to be told whether they are these people, for an administrator. */
export async function listLiaisons(tx: Tx, actor: Actor) {
  if (!can(actor, 'comptes.gerer')) return []
  return tx
    .selectFrom('identiteSso as i')
    .innerJoin('personne as p', 'p.compteId', 'i.compteId')
    .select([
      'i.fournisseur',
      'i.sub',
      'i.courriel',
      'i.nom',
      'i.organisation',
      'p.nom as personne',
      'p.id as personneId',
    ])
    .where('i.liaison', '=', 'demandee')
    .where('p.territoireId', '=', actor.territoireId)
    .orderBy('i.nom')
    .execute()
}

/** One role of this very person, as its form wants it, and where it stands. */
export async function getAffectation(
  tx: Tx,
  personne: { id: string; affectations: AffectationLine[] },
  id: string,
) {
  const line = personne.affectations.find((its) => its.id === id)
  if (!line) throw new NotFound()
  return { values: await getEntity(tx, affectationSpec, id), etat: line.etat }
}

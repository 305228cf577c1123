import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { Niveau, Reponse } from './participation.words.ts'

export interface Declared {
  communeCode: string
  cible: string
  niveau: Niveau
}

/** Refuses whoever does not see the communes' part in the project. */
export function mustReadParticipation(actor: Actor): void {
  if (!can(actor, 'participation.lire')) throw new Forbidden()
}

/** What each commune says of itself at a day, for all it may take part in. */
export async function listDeclaredAt(tx: Tx, at: IsoDate): Promise<Declared[]> {
  const { rows } = await sql<Declared>`select commune_code, cible, niveau from participation
    where territoire_id = territoire_courant() and debut <= ${at} and (fin is null or fin > ${at})`.execute(
    tx,
  )
  return rows
}

export interface DeclaredLine {
  id: string
  cible: string
  niveau: Niveau
  pourquoi: string
  debut: IsoDate
  fin: IsoDate | null
  declarant: string
  exemple: boolean
}

/** All a commune said, newest first; of one thing when it is given. */
export async function listHistory(
  tx: Tx,
  communeCode: string,
  cible: string | null,
): Promise<DeclaredLine[]> {
  const { rows } =
    await sql<DeclaredLine>`select p.id, p.cible, p.niveau, p.pourquoi, p.debut, p.fin, p.exemple,
      coalesce(nullif(p.declarant, ''), x.nom, '') as declarant
    from participation p left join personne x on x.territoire_id = p.territoire_id and x.id = p.declare_par
    where p.territoire_id = territoire_courant() and p.commune_code = ${communeCode} ${cible === null ? sql`` : sql`and p.cible = ${cible}`}
    order by p.debut desc, p.cree_le desc`.execute(tx)
  return rows
}

export interface InvitationLine {
  id: string
  communeCode: string
  commune: string
  cible: string
  niveau: Niveau
  message: string
  envoyeeLe: Date
  expireLe: Date
  hasMail: boolean
  reponse: Reponse | null
  repondueLe: Date | null
  exemple: boolean
}

/** The latest invitations, those without an answer first; of one commune when it is given. */
export async function listInvitations(tx: Tx, communeCode: string | null): Promise<InvitationLine[]> {
  const { rows } =
    await sql<InvitationLine>`select i.id, i.commune_code, c.nom as commune, i.cible, i.niveau, i.message, i.envoyee_le, i.expire_le,
      i.courriel <> '' as has_mail, i.reponse, i.repondue_le, i.exemple
    from participation_invitation i join commune c on c.territoire_id = i.territoire_id and c.code = i.commune_code
    where i.territoire_id = territoire_courant() ${communeCode === null ? sql`` : sql`and i.commune_code = ${communeCode}`}
    order by (i.reponse is not null), i.envoyee_le desc, c.nom limit 200`.execute(tx)
  return rows
}

export interface TownHall {
  organisationId: string
  communeCode: string
  /** Where its référents read their mail; the directory's address when nobody is named. */
  courriels: string[]
}

/** The organisation that speaks for each commune, with where to write to it. */
export async function listTownHalls(tx: Tx): Promise<TownHall[]> {
  const { rows } = await sql<TownHall>`select o.id as organisation_id, o.commune_code,
      coalesce(nullif(array(select distinct p.courriel from affectation a join personne p on p.territoire_id = a.territoire_id and p.id = a.personne_id
        where a.territoire_id = o.territoire_id and a.organisation_id = o.id and a.role = 'referent_commune' and a.etat = 'active'
          and (a.fin is null or a.fin > current_date) and p.archive_le is null and p.courriel is not null order by 1), '{}'),
        array_remove(array[nullif(o.courriel, '')], null)) as courriels
    from organisation o where o.territoire_id = territoire_courant() and o.nature = 'commune' and o.commune_code is not null
      and o.archive_le is null and o.fusionnee_dans is null order by o.commune_code, o.nom`.execute(tx)
  return rows
}

import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { addMonths, type IsoDate } from '#app/lib/dates.ts'
import type { Sorte } from './conservation.ts'

export interface Due {
  objetId: string
  libelle: string
  depart: IsoDate
}

interface Kind {
  /** What has an end, with the day it is counted from. */
  candidates: RawBuilder<unknown>
  /** What is done to those that are destroyed. */
  destroy: (ids: RawBuilder<unknown>) => ReadonlyArray<RawBuilder<unknown>>
}

const gone = 'Personne effacée'

const kinds: Record<Sorte, Kind> = {
  courriels: {
    candidates: sql`select id as objet_id, objet || ', à ' || destinataire as libelle, coalesce(envoye_le, cree_le)::date as depart
      from courriel where territoire_id = territoire_courant() and etat <> 'a_envoyer'`,
    destroy: (ids) => [sql`delete from courriel where territoire_id = territoire_courant() and id in ${ids}`],
  },
  invitations: {
    candidates: sql`select id as objet_id, courriel as libelle, least(acceptee_le, revoquee_le, expire_le)::date as depart
      from invitation where territoire_id = territoire_courant()`,
    destroy: (ids) => [
      sql`delete from invitation where territoire_id = territoire_courant() and id in ${ids}`,
    ],
  },
  convocations: {
    candidates: sql`select c.id as objet_id, o.nom || ', ' || s.titre as libelle, s.jour as depart
      from convocation c
      join seance s on s.territoire_id = c.territoire_id and s.id = c.seance_id and s.etat in ('tenue', 'annulee')
      join organisation o on o.territoire_id = c.territoire_id and o.id = c.organisation_id
      where c.territoire_id = territoire_courant()`,
    destroy: (ids) => [
      sql`delete from convocation where territoire_id = territoire_courant() and id in ${ids}`,
    ],
  },
  personnes: {
    candidates: sql`select p.id as objet_id, p.nom as libelle,
        coalesce((select max(a.fin) from affectation a where a.territoire_id = p.territoire_id and a.personne_id = p.id), p.cree_le::date) as depart
      from personne p
      where p.territoire_id = territoire_courant() and p.nom <> ${gone}
        and not exists (select from affectation a where a.territoire_id = p.territoire_id and a.personne_id = p.id
          and a.etat = 'active' and a.fin is null)
        and not exists (select from siege s where s.territoire_id = p.territoire_id
          and p.id in (s.titulaire_id, s.suppleant_id) and (s.fin is null or s.fin > current_date))`,
    destroy: (ids) => [
      ...[
        'agenda_jeton',
        'preference_notification',
        'notification',
        'vue_enregistree',
        'brouillon',
        'presence',
      ].map(
        (table) =>
          sql`delete from ${sql.table(table)} where territoire_id = territoire_courant() and personne_id in ${ids}`,
      ),
      sql`update personne set nom = ${gone}, courriel = null, telephone = null, compte_id = null, version = version + 1, archive_le = coalesce(archive_le, now())
        where territoire_id = territoire_courant() and id in ${ids}`,
    ],
  },
  ribs: {
    candidates: sql`select r.organisation_id as objet_id, o.nom as libelle,
        greatest(r.modifie_le::date, (select max(v.verse_le) from versement v
          join ligne l on l.territoire_id = v.territoire_id and l.id = v.ligne_id
          join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
          where d.territoire_id = r.territoire_id and d.porteur_id = r.organisation_id)) as depart
      from organisation_rib r
      join organisation o on o.territoire_id = r.territoire_id and o.id = r.organisation_id
      where r.territoire_id = territoire_courant()
        and not exists (select from dossier d where d.territoire_id = r.territoire_id and d.porteur_id = r.organisation_id
          and d.archive_le is null and d.etat not in ('irrecevable', 'retire')
          and (not exists (select from ligne l where l.territoire_id = d.territoire_id and l.dossier_id = d.id)
            or exists (select from ligne l where l.territoire_id = d.territoire_id and l.dossier_id = d.id
              and l.etat not in ('refusee', 'payee', 'a_justifier', 'justifiee', 'close'))))`,
    destroy: (ids) => [
      sql`delete from organisation_rib where territoire_id = territoire_courant() and organisation_id in ${ids}`,
    ],
  },
}

const dueSql = (sorte: Sorte, arreteeAu: IsoDate) =>
  sql<Due>`select * from (${kinds[sorte].candidates}) c where depart is not null and depart <= ${arreteeAu}`

/** The last day something may have started from to be due today. */
export const dueDay = (today: IsoDate, dureeMois: number): IsoDate => addMonths(today, -dureeMois)

export async function listDue(tx: Tx, sorte: Sorte, arreteeAu: IsoDate): Promise<Due[]> {
  return (await sql<Due>`${dueSql(sorte, arreteeAu)} order by depart, libelle, objet_id`.execute(tx)).rows
}

export async function countDue(tx: Tx, sorte: Sorte, arreteeAu: IsoDate): Promise<number> {
  const { rows } = await sql<{
    nombre: number
  }>`select count(*)::int as nombre from (${dueSql(sorte, arreteeAu)}) d`.execute(tx)
  return rows[0]?.nombre ?? 0
}

/**
 * Destroys what a list names and is still due: what came back to use since (a new role, a new payment) is spared.
 * @returns how many were destroyed
 */
export async function destroyListed(
  tx: Tx,
  { id, sorte, arreteeAu }: { id: string; sorte: Sorte; arreteeAu: IsoDate },
): Promise<number> {
  const { rows } = await sql<{ objetId: string }>`
    update destruction_ligne l set detruit = true, libelle = ''
    where l.territoire_id = territoire_courant() and l.destruction_id = ${id}
      and l.objet_id in (select objet_id from (${dueSql(sorte, arreteeAu)}) d) returning l.objet_id`.execute(
    tx,
  )
  const ids = sql`(select l.objet_id from destruction_ligne l
    where l.territoire_id = territoire_courant() and l.destruction_id = ${id} and l.detruit)`
  for (const statement of kinds[sorte].destroy(ids)) await statement.execute(tx)
  return rows.length
}

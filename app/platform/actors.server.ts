import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#app/db/connection.server.ts'
import { type Actor, type Affectation, roleNames } from './permissions.ts'

/**
 * The only place that reads people across territories, under the owner's role: who is this account, and where may it
 * go. Everything else runs inside one territory.
 */

const affectationRow = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisationNom: z.string(),
  fonction: z.string(),
  role: z.enum(Object.keys(roleNames) as [Affectation['role']]), // keys of a record of roles
  axeId: z.string().nullable(),
  communeCode: z.string().nullable(),
})

/** The person of this account in a territory, with the roles active on `today`; null: absent, or nothing active. */
export async function findActor(
  db: Db,
  asked: { compteId: string; slug: string; today: string },
): Promise<Actor | null> {
  const { rows } = await sql<{
    territoireId: string
    slug: string
    territoireNom: string
    personneId: string
    nom: string
    courriel: string
    affectations: unknown
  }>`
    select t.id as territoire_id, t.slug, t.nom as territoire_nom, p.id as personne_id, p.nom, u.email as courriel,
      coalesce(json_agg(json_build_object('id', a.id, 'organisationId', a.organisation_id, 'organisationNom', o.nom,
        'fonction', a.fonction, 'role', a.role, 'axeId', a.axe_id, 'communeCode', a.commune_code) order by a.debut)
        filter (where a.id is not null), '[]') as affectations
    from territoire t
    join personne p on p.territoire_id = t.id and p.compte_id = ${asked.compteId} and p.archive_le is null
    join auth_user u on u.id = p.compte_id
    left join affectation a on a.territoire_id = t.id and a.personne_id = p.id and a.etat = 'active' and a.role is not null
      and a.debut <= ${asked.today} and (a.fin is null or a.fin > ${asked.today})
    left join organisation o on o.territoire_id = t.id and o.id = a.organisation_id
    where t.slug = ${asked.slug}
    group by t.id, t.slug, t.nom, p.territoire_id, p.id, u.email`.execute(db)
  const row = rows[0]
  if (!row) return null
  const affectations = z.array(affectationRow).parse(row.affectations)
  if (affectations.length === 0) return null
  return {
    territoireId: row.territoireId,
    territoireSlug: row.slug,
    territoireNom: row.territoireNom,
    compteId: asked.compteId,
    personneId: row.personneId,
    nom: row.nom,
    courriel: row.courriel,
    affectations,
  }
}

export interface Membership {
  slug: string
  nom: string
  etat: 'active' | 'en_attente'
}

/** The territories an account may enter, and those where its request waits for an administrator. */
export async function listMemberships(db: Db, compteId: string, today: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`
    select t.slug, t.nom, min(a.etat) as etat
    from personne p join territoire t on t.id = p.territoire_id
    join affectation a on a.territoire_id = p.territoire_id and a.personne_id = p.id
    where p.compte_id = ${compteId} and p.archive_le is null and a.etat in ('active', 'en_attente')
      and a.debut <= ${today} and (a.fin is null or a.fin > ${today})
    group by t.slug, t.nom order by t.nom`.execute(db)
  return rows
}

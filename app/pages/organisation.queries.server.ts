import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { FicheRow } from '#app/features/fiches/index.server.ts'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { type Actor, can, type Role } from '#app/platform/permissions.ts'

export interface SignatureOf {
  code: string
  titre: string
  etat: 'invite' | 'delibere' | 'signe'
  fonction: string
  dateSignature: IsoDate | null
  aConfirmer: boolean
}

/** The documents an organisation signs or was invited to sign, of those in force or being written at a date. */
export async function listSignaturesOf(tx: Tx, id: string, at: IsoDate): Promise<SignatureOf[]> {
  const { rows } = await sql<SignatureOf>`
    select d.code, d.titre, s.etat, s.fonction, s.date_signature, s.a_confirmer
    from signataire s join document_cadre d on d.territoire_id = s.territoire_id and d.id = s.document_id
    where s.organisation_id = ${id} and d.archive_le is null and d.debut <= ${at} and (d.fin is null or d.fin > ${at})
      and (s.fin is null or s.fin > ${at})
    order by d.debut desc, d.titre`.execute(tx)
  return rows
}

export interface PersonOf {
  id: string
  nom: string
  fonction: string
  role: Role | null
  exemple: boolean
}

/** Who acts for an organisation on a day, with their function. */
export async function listPeopleOf(tx: Tx, actor: Actor, id: string, at: IsoDate): Promise<PersonOf[]> {
  if (!can(actor, 'roles.lire')) return []
  const { rows } = await sql<PersonOf>`
    select p.id, p.nom, a.fonction, a.role, p.exemple
    from affectation a join personne p on p.territoire_id = a.territoire_id and p.id = a.personne_id
    where a.organisation_id = ${id} and a.etat = 'active' and p.archive_le is null
      and a.debut <= ${at} and (a.fin is null or a.fin > ${at})
    order by p.nom, a.id limit 60`.execute(tx)
  return rows
}

const roleWords: Record<string, string> = {
  porteur: 'porteur',
  operateur: 'opérateur',
  partenaire: 'partenaire',
  financeur: 'financeur',
}

export type FicheOf = FicheRow & { roles: string }

/** The fiches an organisation has a part in, those of a day when it is past, each with what it does there. */
export async function listFichesWithRoles(
  tx: Tx,
  actor: Actor,
  id: string,
  at: IsoDate | undefined,
): Promise<{ fiches: FicheOf[]; total: number }> {
  const options = { limit: 40, ...(at ? { at } : {}) }
  const { rows, total } = await listFichesOf(tx, actor, { organisation: id }, options)
  const ids = rows.map((row) => row.id)
  const { rows: parts } = await sql<{ ficheId: string; role: string }>`
    select id as fiche_id, 'porteur' as role from fiche where porteur_id = ${id} and id = any(${ids}::uuid[])
    union all select fiche_id, role from fiche_organisation where organisation_id = ${id} and fiche_id = any(${ids}::uuid[])`.execute(
    tx,
  )
  const byFiche = Map.groupBy(parts, (part) => part.ficheId)
  const wordsOf = (ficheId: string) =>
    (byFiche.get(ficheId) ?? []).map((part) => roleWords[part.role] ?? part.role).join(', ')
  return { fiches: rows.map((row) => ({ ...row, roles: wordsOf(row.id) })), total }
}

import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '#app/db/connection.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type AbonnementEtat, type EnvoiEtat, type Essai, essai } from './abonnement.schema.ts'
import { getAbonnement } from './abonnements.commands.server.ts'
import { mustManageInterfaces } from './jetons.server.ts'

const SHOWN = 50

export interface AbonnementRow {
  id: string
  nom: string
  url: string
  etat: AbonnementEtat
  motif: string
  recus: number
  attente: number
  abandonnes: number
  dernierLe: Date | null
}

/** The tools that are told, with what came of it. */
export async function listAbonnements(tx: Tx, actor: Actor): Promise<AbonnementRow[]> {
  mustManageInterfaces(actor)
  const { rows } = await sql<AbonnementRow>`
    select a.id, a.nom, a.url, a.etat, a.motif, count(*) filter (where e.etat = 'recu')::int as recus,
      count(*) filter (where e.etat = 'a_envoyer')::int as attente,
      count(*) filter (where e.etat = 'abandonne')::int as abandonnes, max(e.cree_le) as dernier_le
    from abonnement a left join envoi_evenement e on e.territoire_id = a.territoire_id and e.abonnement_id = a.id
    where a.territoire_id = territoire_courant() and a.archive_le is null
    group by a.territoire_id, a.id order by a.nom, a.id`.execute(tx)
  return rows
}

export interface EnvoiRow {
  id: string
  evenement: string
  corps: string
  etat: EnvoiEtat
  tentatives: number
  creeLe: Date
  prochainEssaiLe: Date
  rejoueDe: string | null
  essais: Essai[]
}

/** One subscription, and the last things sent to it, each with its tries. */
export async function loadAbonnement(tx: Tx, actor: Actor, id: string) {
  const abonnement = await getAbonnement(tx, actor, id)
  const { etat, motif } = await tx
    .selectFrom('abonnement')
    .select(['etat', 'motif'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = await tx
    .selectFrom('envoiEvenement')
    .select([
      'id',
      'evenement',
      'corps',
      'etat',
      'tentatives',
      'creeLe',
      'prochainEssaiLe',
      'rejoueDe',
      'essais',
    ])
    .where('abonnementId', '=', id)
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const envois: EnvoiRow[] = rows.map((row) => ({ ...row, essais: z.array(essai).parse(row.essais) }))
  return { abonnement, etat, motif, envois }
}

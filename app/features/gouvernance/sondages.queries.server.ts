import { sql } from 'kysely'
import type { Db, Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { empreinteOf } from '#app/platform/jetons.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { bestSlots, type SlotTally, tallyOf } from './sondage.rules.ts'
import type { Dispo } from './sondage.words.ts'

export interface PollOption {
  id: string
  jour: IsoDate
  heure: string
  /** Other meetings of that day, wherever they are. */
  ailleurs: Array<{ titre: string; heure: string }>
}

export interface PollMember {
  id: string
  organisationId: string
  nom: string
  hasAddress: boolean
  reponduLe: Date | null
  reponduPar: string
  message: string
  reponses: Record<string, Dispo>
}

export interface Poll {
  id: string
  seanceId: string
  message: string
  echeance: IsoDate
  etat: 'ouvert' | 'choisi' | 'abandonne'
  retenueId: string | null
  exemple: boolean
  options: PollOption[]
  membres: PollMember[]
}

/** The last poll of a meeting, open or not, with who answered what; null when there was none. */
export async function findPoll(tx: Tx, seanceId: string): Promise<Poll | null> {
  const { rows } = await sql<Omit<Poll, 'options' | 'membres'>>`
    select id, seance_id, message, echeance, etat, retenue_id, exemple from sondage
    where territoire_id = territoire_courant() and seance_id = ${seanceId} order by ouvert_le desc, id desc limit 1`.execute(
    tx,
  )
  const [poll] = rows
  return poll ? { ...poll, options: await optionsOf(tx, poll), membres: await membersOf(tx, poll.id) } : null
}

async function optionsOf(tx: Tx, { id, seanceId }: { id: string; seanceId: string }): Promise<PollOption[]> {
  const { rows } = await sql<PollOption>`
    select o.id, o.jour, o.heure, coalesce((select json_agg(json_build_object('titre', s.titre, 'heure', s.heure) order by s.heure) from seance s
      where s.territoire_id = o.territoire_id and s.jour = o.jour and s.id <> ${seanceId} and s.etat <> 'annulee'), '[]') as ailleurs
    from sondage_option o where o.territoire_id = territoire_courant() and o.sondage_id = ${id} order by o.jour, o.heure`.execute(
    tx,
  )
  return rows
}

async function membersOf(tx: Tx, sondageId: string): Promise<PollMember[]> {
  const { rows } = await sql<PollMember>`
    select m.id, m.organisation_id, o.nom, m.courriel is not null as has_address, m.repondu_le, m.repondu_par, m.message,
      coalesce((select json_object_agg(r.option_id, r.reponse) from sondage_reponse r where r.territoire_id = m.territoire_id and r.membre_id = m.id), '{}') as reponses
    from sondage_membre m join organisation o on o.territoire_id = m.territoire_id and o.id = m.organisation_id
    where m.territoire_id = territoire_courant() and m.sondage_id = ${sondageId} order by o.nom`.execute(tx)
  return rows
}

/** What each date received, and the ones most can come to. */
export function standingOf({ options, membres }: Pick<Poll, 'options' | 'membres'>): {
  tallies: Map<string, SlotTally>
  best: string[]
} {
  const tallies = new Map(
    options.map(({ id }) => [id, tallyOf(membres.flatMap((its) => its.reponses[id] ?? []))] as const),
  )
  return { tallies, best: bestSlots(tallies) }
}

export interface PollLink {
  membreId: string
  territoireId: string
  territoire: string
  organisation: string
  seanceId: string
  titre: string
  instance: string
  lieu: string
  echeance: IsoDate
  etat: Poll['etat']
  retenue: { jour: IsoDate; heure: string } | null
}

/** What a link opens on. @throws NotFound when nobody was sent it, or a reminder replaced it */
export async function getPollLink(db: Db | Tx, jeton: string): Promise<PollLink> {
  const { rows } = await sql<PollLink>`
    select m.id as membre_id, m.territoire_id, t.nom as territoire, o.nom as organisation, s.id as seance_id, s.titre, i.nom as instance, s.lieu, p.echeance, p.etat,
      (select json_build_object('jour', x.jour, 'heure', x.heure) from sondage_option x where x.territoire_id = p.territoire_id and x.id = p.retenue_id) as retenue
    from sondage_membre m join territoire t on t.id = m.territoire_id
    join organisation o on o.territoire_id = m.territoire_id and o.id = m.organisation_id
    join sondage p on p.territoire_id = m.territoire_id and p.id = m.sondage_id
    join seance s on s.territoire_id = p.territoire_id and s.id = p.seance_id
    join instance i on i.territoire_id = s.territoire_id and i.id = s.instance_id
    where m.empreinte = ${empreinteOf(jeton)}`.execute(db)
  if (!rows[0])
    throw new NotFound(
      'Ce lien n’est pas connu, ou un rappel l’a remplacé : ouvrez celui du dernier courriel.',
    )
  return rows[0]
}

/** The polls where nobody of this person's organisations answered yet; the meeting, when there is only one. */
export async function countPollsToAnswer(
  tx: Tx,
  actor: Actor,
  at: IsoDate,
): Promise<{ nombre: number; cle: string | null }> {
  const organisations = actor.affectations.map((its) => its.organisationId)
  const { rows } = await sql<{ nombre: number; cle: string | null }>`
    select count(*)::int as nombre, case when count(*) = 1 then min(p.seance_id::text) end as cle
    from sondage_membre m join sondage p on p.territoire_id = m.territoire_id and p.id = m.sondage_id
    where m.territoire_id = territoire_courant() and p.etat = 'ouvert' and p.echeance >= ${at} and m.repondu_le is null
      and m.organisation_id = any(${organisations}::uuid[])`.execute(tx)
  return rows[0] ?? { nombre: 0, cle: null }
}

/** Whether answers still count: nothing was chosen, and the last day is not over. */
export function isPollOpen({ etat, echeance }: Pick<Poll, 'etat' | 'echeance'>, now: Date): boolean {
  return etat === 'ouvert' && parisDate(now) <= echeance
}

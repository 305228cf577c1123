import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden, Refusal } from '#app/lib/errors.ts'
import { newId } from '#app/lib/ids.ts'
import { formatEuros } from '#app/lib/money.ts'
import { writeJournal } from '#app/platform/journal.server.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { expectReports } from './comptes-attendus.server.ts'
import { canArbitrate } from './financements.permissions.ts'
import { getSimulation } from './programmation.queries.server.ts'
import type { Cellule } from './programmation.schema.ts'
import type { SimulationEtat } from './programmation.words.ts'

/** Where the amounts of a new simulation come from. */
export type Depart = { de: 'vide' } | { de: 'propositions' } | { de: 'simulation'; id: string }

/** Opens a simulation: empty, from what the funders proposed, or from another one. @returns its id */
export async function createSimulation(
  tx: Tx,
  actor: Actor,
  appelId: string,
  given: { nom: string; note: string; depart: Depart },
): Promise<string> {
  mustArbitrate(actor)
  const { nom, note, depart } = given
  const id = newId()
  await tx
    .insertInto('simulation')
    .values({ territoireId: actor.territoireId, id, appelId, nom, note })
    .execute()
  await fill(tx, actor, { id, appelId, depart })
  await tell(tx, actor, { id, nom }, { verb: 'creer', apres: nom })
  return id
}

async function fill(
  tx: Tx,
  actor: Actor,
  given: { id: string; appelId: string; depart: Depart },
): Promise<void> {
  const { id, appelId, depart } = given
  if (depart.de === 'propositions')
    await sql`insert into simulation_ligne (territoire_id, simulation_id, ligne_id, droit_commun_centimes, specifique_centimes)
      select l.territoire_id, ${id}, l.id, coalesce(l.propose_droit_commun_centimes, 0), coalesce(l.propose_specifique_centimes, 0)
      from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
      where l.territoire_id = ${actor.territoireId} and d.appel_id = ${appelId} and d.etat not in ('irrecevable', 'retire')
        and coalesce(l.propose_droit_commun_centimes, 0) + coalesce(l.propose_specifique_centimes, 0) > 0`.execute(
      tx,
    )
  if (depart.de === 'simulation') {
    const source = await getSimulation(tx, actor, depart.id)
    if (source.appelId !== appelId)
      throw new Refusal('autre-appel', 'Cette simulation est celle d’un autre appel : copiez-en une d’ici.')
    await sql`insert into simulation_ligne (territoire_id, simulation_id, ligne_id, droit_commun_centimes, specifique_centimes)
      select territoire_id, ${id}, ligne_id, droit_commun_centimes, specifique_centimes from simulation_ligne
      where territoire_id = ${actor.territoireId} and simulation_id = ${source.id}`.execute(tx)
  }
}

function mustArbitrate(actor: Actor): void {
  if (!canArbitrate(actor)) throw new Forbidden()
}

/** The simulation, locked, if it can still change. */
async function lockOpen(tx: Tx, actor: Actor, id: string) {
  mustArbitrate(actor)
  const its = await getSimulation(tx, actor, id)
  await sql`select from simulation where territoire_id = ${actor.territoireId} and id = ${id} for update`.execute(
    tx,
  )
  if (its.etat === 'adoptee')
    throw new Refusal(
      'deja-adoptee',
      'Cette programmation est adoptée : copiez-la pour en préparer une autre.',
    )
  return its
}

/** Writes the cells that were typed; the others stay. @returns the total of the simulation, in centimes */
export async function saveCellules(
  tx: Tx,
  actor: Actor,
  id: string,
  cellules: readonly Cellule[],
): Promise<number> {
  const its = await lockOpen(tx, actor, id)
  const before = await totalIn(tx, actor, id)
  const rows = JSON.stringify(cellules)
  const { rows: written } = await sql`
    insert into simulation_ligne (territoire_id, simulation_id, ligne_id, droit_commun_centimes, specifique_centimes)
    select l.territoire_id, ${id}, l.id,
      coalesce(max(t.centimes) filter (where t.credit = 'droit_commun'), 0), coalesce(max(t.centimes) filter (where t.credit = 'specifique'), 0)
    from jsonb_to_recordset(${rows}::jsonb) as t (ligne uuid, credit text, centimes bigint)
    join ligne l on l.territoire_id = ${actor.territoireId} and l.id = t.ligne
    join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id and d.appel_id = ${its.appelId}
    group by l.territoire_id, l.id
    on conflict (territoire_id, simulation_id, ligne_id) do update set
      droit_commun_centimes = case when exists (select from jsonb_to_recordset(${rows}::jsonb) as u (ligne uuid, credit text)
        where u.ligne = excluded.ligne_id and u.credit = 'droit_commun') then excluded.droit_commun_centimes else simulation_ligne.droit_commun_centimes end,
      specifique_centimes = case when exists (select from jsonb_to_recordset(${rows}::jsonb) as u (ligne uuid, credit text)
        where u.ligne = excluded.ligne_id and u.credit = 'specifique') then excluded.specifique_centimes else simulation_ligne.specifique_centimes end,
      version = simulation_ligne.version + 1
    returning ligne_id`.execute(tx)
  if (written.length < new Set(cellules.map(({ ligne }) => ligne)).size)
    throw new Refusal('ligne-inconnue', 'Une de ces lignes n’est plus dans l’appel : rechargez la page.')
  const after = await totalIn(tx, actor, id)
  await tell(tx, actor, its, { verb: 'modifier', avant: formatEuros(before), apres: formatEuros(after) })
  return after
}

async function totalIn(tx: Tx, actor: Actor, id: string): Promise<number> {
  const { rows } = await sql<{
    total: number
  }>`select coalesce(sum(droit_commun_centimes + specifique_centimes), 0)::float8 as total
    from simulation_ligne where territoire_id = ${actor.territoireId} and simulation_id = ${id}`.execute(tx)
  return rows[0]?.total ?? 0
}

/** Says how far a simulation went: seen by the technical committee, proposed, set aside. */
export async function moveSimulation(
  tx: Tx,
  actor: Actor,
  id: string,
  to: Exclude<SimulationEtat, 'adoptee'>,
): Promise<void> {
  const its = await lockOpen(tx, actor, id)
  await sql`update simulation set etat = ${to}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  await tell(tx, actor, its, { verb: 'deplacer', avant: its.etat, apres: to })
}

/**
 * A committee adopts a simulation: every line of the call is decided with its amounts, those without money refused,
 * each with the committee as its source; nothing is typed twice. One programming is adopted for a call.
 * @returns how many lines were granted and refused
 */
export async function adoptSimulation(
  tx: Tx,
  actor: Actor,
  id: string,
  { adopteeLe, reference }: { adopteeLe: string; reference: string },
): Promise<{ accordees: number; refusees: number }> {
  const its = await lockOpen(tx, actor, id)
  const { rows: already } = await sql`select from simulation where territoire_id = ${actor.territoireId}
    and appel_id = ${its.appelId} and etat = 'adoptee'`.execute(tx)
  if (already.length > 0)
    throw new Refusal('programmation-adoptee', 'Une programmation est déjà adoptée pour cet appel.')
  if ((await totalIn(tx, actor, id)) === 0)
    throw new Refusal('programmation-vide', 'Cette simulation ne donne rien à personne : on ne l’adopte pas.')
  await sql`update simulation set etat = 'adoptee', adoptee_le = ${adopteeLe}, reference = ${reference}, version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${id}`.execute(tx)
  const counts = await decideLignes(tx, actor, its, { adopteeLe, reference })
  await sql`update appel_a_projets set etat = 'programme', version = version + 1, modifie_le = now()
    where territoire_id = ${actor.territoireId} and id = ${its.appelId} and etat in ('clos', 'instruction')`.execute(
    tx,
  )
  const said = `${counts.accordees} lignes accordées, ${counts.refusees} refusées : ${reference}`
  await tell(tx, actor, its, { verb: 'adopter', avant: its.etat, apres: said })
  return counts
}

async function decideLignes(
  tx: Tx,
  actor: Actor,
  { id, appelId }: { id: string; appelId: string },
  { adopteeLe, reference }: { adopteeLe: string; reference: string },
): Promise<{ accordees: number; refusees: number }> {
  const { rows } = await sql<{ id: string; dossierId: string; titre: string; centimes: number }>`
    update ligne l set decide_droit_commun_centimes = v.dc, decide_specifique_centimes = v.sp, decide_le = ${adopteeLe},
      decision_reference = ${reference}, etat = case when v.dc + v.sp > 0 then 'accordee' else 'refusee' end,
      motif_refus = case when v.dc + v.sp > 0 then '' when l.motif_refus = '' then 'Non retenu à la programmation.' else l.motif_refus end,
      version = l.version + 1, modifie_le = now()
    from (select k.territoire_id, k.id, d.id as dossier_id, coalesce(d.numero, d.titre) as titre,
        coalesce(s.droit_commun_centimes, 0) as dc, coalesce(s.specifique_centimes, 0) as sp
      from ligne k join dossier d on d.territoire_id = k.territoire_id and d.id = k.dossier_id
      left join simulation_ligne s on s.territoire_id = k.territoire_id and s.simulation_id = ${id} and s.ligne_id = k.id
      where k.territoire_id = ${actor.territoireId} and d.appel_id = ${appelId} and d.archive_le is null
        and d.depose_le is not null and d.etat not in ('irrecevable', 'retire')) v
    where l.territoire_id = v.territoire_id and l.id = v.id
    returning l.id, v.dossier_id, v.titre, (v.dc + v.sp)::float8 as centimes`.execute(tx)
  for (const { dossierId, titre, centimes } of rows)
    await writeJournal(tx, actor, {
      operation: 'ligne.decider',
      entite: 'dossier',
      entiteId: dossierId,
      titre,
      changements: { decision: { avant: null, apres: `${formatEuros(centimes)}, ${reference}` } },
    })
  await expectReports(tx, actor, [...new Set(rows.map(({ dossierId }) => dossierId))])
  const accordees = rows.filter(({ centimes }) => centimes > 0).length
  return { accordees, refusees: rows.length - accordees }
}

function tell(
  tx: Tx,
  actor: Actor,
  { id, nom }: { id: string; nom: string },
  { verb, avant = null, apres }: { verb: string; avant?: string | null; apres: string },
): Promise<void> {
  return writeJournal(tx, actor, {
    operation: `simulation.${verb}`,
    entite: 'simulation',
    entiteId: id,
    titre: nom,
    changements: { programmation: { avant, apres } },
  })
}

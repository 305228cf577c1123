import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { getFicheById, visibleFiches } from '#app/features/fiches/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { Forbidden, NotFound, Refusal } from '#app/lib/errors.ts'
import { changesBetween, writeJournal } from '#app/platform/journal.server.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import { canReadChiffres } from './chiffres-faits.server.ts'
import { type RelaisInput, relaisInput } from './relais.schema.ts'
import { type RelaisEtat, relaisEtatAt } from './relais.words.ts'

/** Whether this person prepares what comes after outside money. */
export function canPrepareRelais(actor: Actor): boolean {
  return reachOf(actor, 'fiches.modifier').reach === 'tout'
}

export interface RelaisRow extends Omit<RelaisInput, 'deciderAvant'> {
  ficheId: string
  code: string
  titre: string
  exemple: boolean
  deciderAvant: IsoDate | null
  responsable: string | null
  /** 0 when nothing is written yet: the end and the amount then come from the decided lines. */
  version: number
  etat: RelaisEtat
}

/** Actions that live on outside money, the nearest end first: what is prepared, and what the decided lines say. */
export async function listRelais(tx: Tx, actor: Actor, today: IsoDate): Promise<RelaisRow[]> {
  if (!canReadChiffres(actor)) throw new Forbidden()
  const { rows } = await sql<Omit<RelaisRow, 'etat'>>`
    with exterieurs as (
      select d.fiche_id, a.exercice, max(coalesce(d.fin, make_date(a.exercice + 1, 1, 1))) as fin,
        sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0)) as montant
      from dossier d join appel_a_projets a on a.territoire_id = d.territoire_id and a.id = d.appel_id
      join ligne l on l.territoire_id = d.territoire_id and l.dossier_id = d.id
      join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id and o.nature not in ('epci', 'commune', 'ccas')
      where d.territoire_id = territoire_courant() and d.archive_le is null and d.fiche_id is not null
      group by d.fiche_id, a.exercice having sum(coalesce(l.decide_droit_commun_centimes, 0) + coalesce(l.decide_specifique_centimes, 0)) > 0
    ), derniers as (select distinct on (fiche_id) fiche_id, fin, montant from exterieurs order by fiche_id, exercice desc)
    select e.id as fiche_id, e.code, e.titre, e.exemple, coalesce(r.fin_exterieure, x.fin) as fin_exterieure, coalesce(r.montant_centimes, x.montant)::float8 as montant_centimes,
      coalesce(r.plan, '') as plan, r.decider_avant, r.responsable_id, o.nom as responsable, r.decision, r.decide_le, coalesce(r.version, 0) as version
    from fiche e left join fiche_relais r on r.territoire_id = e.territoire_id and r.fiche_id = e.id left join derniers x on x.fiche_id = e.id
    left join organisation o on o.territoire_id = r.territoire_id and o.id = r.responsable_id
    where ${visibleFiches(actor)} and e.archive_le is null and e.etat <> 'abandonnee' and (r.fiche_id is not null or x.fin >= ${addDays(today, -366)})
    order by fin_exterieure, e.code`.execute(tx)
  return rows.map((row) => ({ ...row, etat: relaisEtatAt(row, today) }))
}

/** Fiches of the territory that may still be prepared. */
export async function listFichesWithoutRelais(
  tx: Tx,
  actor: Actor,
): Promise<Array<{ value: string; label: string }>> {
  const { rows } = await sql<{ value: string; label: string }>`
    select e.id::text as value, e.code || ' ' || e.titre as label from fiche e
    where ${visibleFiches(actor)} and e.archive_le is null and e.etat in ('validee', 'en_cours')
      and not exists (select from fiche_relais r where r.territoire_id = e.territoire_id and r.fiche_id = e.id) order by e.code limit 300`.execute(
    tx,
  )
  return rows
}

/** Writes what is prepared for an action, or decided of it. */
export async function saveRelais(
  tx: Tx,
  actor: Actor,
  ficheId: string,
  given: { version: number; input: RelaisInput },
): Promise<void> {
  if (!canPrepareRelais(actor)) throw new Forbidden()
  const fiche = await getFicheById(tx, actor, ficheId)
  const { input, version } = given
  refuseImpossible(input)
  const before = await tx
    .selectFrom('ficheRelais')
    .selectAll()
    .where('ficheId', '=', ficheId)
    .forUpdate()
    .executeTakeFirst()
  if ((before?.version ?? 0) !== version)
    throw new Refusal(
      'conflit',
      'Quelqu’un a enregistré une autre version : rechargez la page, puis recommencez.',
    )
  const values = { ...input, territoireId: actor.territoireId, ficheId, version: version + 1 }
  if (before)
    await tx
      .updateTable('ficheRelais')
      .set({ ...input, version: version + 1, modifieLe: new Date() })
      .where('territoireId', '=', actor.territoireId)
      .where('ficheId', '=', ficheId)
      .execute()
  else await tx.insertInto('ficheRelais').values(values).execute()
  const keys = Object.keys(relaisInput.shape) as Array<keyof RelaisInput> // keys of the schema
  await writeJournal(tx, actor, {
    operation: 'fiche.preparer',
    entite: 'fiche',
    entiteId: ficheId,
    titre: `${fiche.code} ${fiche.titre}`,
    changements: changesBetween<RelaisInput>(keys, before ? relaisInput.partial().parse(before) : {}, input),
  })
}

function refuseImpossible({ deciderAvant, finExterieure, decision, decideLe }: RelaisInput): void {
  if (deciderAvant >= finExterieure)
    throw new Refusal('decision-trop-tard', 'La décision se prend avant la fin du financement.', {
      field: 'deciderAvant',
    })
  if ((decision === null) !== (decideLe === null))
    throw new Refusal('decision-incomplete', 'Une décision va avec son jour.', {
      field: decision ? 'decideLe' : 'decision',
    })
}

/** How many decisions are late or near, for the home of those who prepare them. */
export async function countRelaisToDecide(tx: Tx, actor: Actor, today: IsoDate): Promise<number> {
  if (!canPrepareRelais(actor)) return 0
  const { rows } = await sql<{
    nombre: number
  }>`select count(*)::int as nombre from fiche_relais r join fiche e on e.territoire_id = r.territoire_id and e.id = r.fiche_id
    where ${visibleFiches(actor)} and e.archive_le is null and r.decision is null and r.decider_avant <= ${addDays(today, 90)}`.execute(
    tx,
  )
  return rows[0]?.nombre ?? 0
}

/** The fiche a form names, or NotFound: the address never says it. */
export function ficheIn(form: FormData): string {
  const id = String(form.get('ficheId') ?? '')
  if (id === '') throw new NotFound()
  return id
}

import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { instanceSpec } from './gouvernance.specs.ts'
import type { InstanceNature } from './instance.schema.ts'
import { membersOf, type Seat } from './membres.rules.ts'
import { type Pulse, pulseOf } from './pulse.rules.ts'

/** What this person may read of the bodies: all of them, or none. */
export function instancesVisibleTo(actor: Actor): Expression<SqlBool> {
  return can(actor, 'instances.lire') ? sql<SqlBool>`true` : sql<SqlBool>`false`
}

/** Refuses whoever may not read the bodies at all. */
export function mustReadInstances(actor: Actor): void {
  if (!can(actor, 'instances.lire')) throw new Forbidden()
}

const aliveAt = (at: IsoDate) => sql<SqlBool>`e.debut <= ${at} and (e.fin is null or e.fin > ${at})`

export interface InstanceLine {
  id: string
  nom: string
  nature: InstanceNature
  debut: IsoDate
  fin: IsoDate | null
  rythmeAnnuel: number | null
  exemple: boolean
  document: string | null
  elargit: string | null
  membres: number
  pulse: Pulse
  /** Share present or represented at the meetings of the last years, oldest first. */
  affluence: ReadonlyArray<{ jour: IsoDate; part: number }>
}

interface Row extends Omit<InstanceLine, 'membres' | 'pulse' | 'affluence'> {
  tenues: IsoDate[]
  prevues: IsoDate[]
  affluence: Array<{ jour: IsoDate; part: number }>
}

/** The bodies alive on a day with their members and their pulse, silent ones first. */
export async function listInstances(tx: Tx, actor: Actor, at: IsoDate): Promise<InstanceLine[]> {
  mustReadInstances(actor)
  const { rows } = await sql<Row>`
    select e.id, e.nom, e.nature, e.debut, e.fin, e.rythme_annuel, e.exemple, d.titre as document, b.nom as elargit,
      array(select s.jour::text from seance s where s.territoire_id = e.territoire_id and s.instance_id = e.id and s.etat = 'tenue' and s.jour <= ${at} order by s.jour) as tenues,
      array(select s.jour::text from seance s where s.territoire_id = e.territoire_id and s.instance_id = e.id and s.etat in ('preparation', 'convoquee') and s.jour >= ${at} order by s.jour) as prevues,
      coalesce((select jsonb_agg(jsonb_build_object('jour', a.jour, 'part', a.part) order by a.jour) from (
        select s.jour, avg(case when c.presence in ('present', 'represente') then 1.0 else 0 end)::float as part
        from seance s join convocation c on c.territoire_id = s.territoire_id and c.seance_id = s.id
        where s.territoire_id = e.territoire_id and s.instance_id = e.id and s.etat = 'tenue' and s.jour <= ${at}
        group by s.id, s.jour order by s.jour desc limit 12) a), '[]') as affluence
    from instance e
    left join document_cadre d on d.territoire_id = e.territoire_id and d.id = e.document_id
    left join instance b on b.territoire_id = e.territoire_id and b.id = e.elargit_id
    where e.territoire_id = territoire_courant() and e.archive_le is null and ${instancesVisibleTo(actor)} and ${aliveAt(at)}
    order by e.nom`.execute(tx)
  const members = await loadSeats(tx, at)
  return rows
    .map(({ tenues, prevues, ...row }) => ({
      ...row,
      membres: members(row.id).length,
      pulse: pulseOf({ ...row, tenues, prevues }, at),
    }))
    .toSorted(
      (a, b) => Number(b.pulse.silencieuseDepuis !== null) - Number(a.pulse.silencieuseDepuis !== null),
    )
}

/** The bodies that lost their rhythm on a day and have no meeting to come. */
export async function listSilentInstances(tx: Tx, actor: Actor, at: IsoDate): Promise<InstanceLine[]> {
  const all = await listInstances(tx, actor, at)
  return all.filter(({ pulse }) => pulse.silencieuseDepuis && !pulse.prochaine)
}

/** The bodies as answers of a form. */
export async function listInstanceChoices(tx: Tx, actor: Actor, butNot?: string) {
  const rows = await tx
    .selectFrom('instance as e')
    .select(['e.id as value', 'e.nom as label'])
    .where(instancesVisibleTo(actor))
    .where('e.archiveLe', 'is', null)
    .orderBy('e.nom')
    .execute()
  return rows.filter((row) => row.value !== butNot)
}

/** A body by its id, or NotFound when it is absent or hidden. */
export async function getInstance(tx: Tx, actor: Actor, id: string) {
  const instance = await getEntity(tx, instanceSpec, id, instancesVisibleTo(actor))
  const { exemple } = await tx
    .selectFrom('instance')
    .select('exemple')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { ...instance, exemple }
}

// Nobody named for the seat, no address of the organisation: the person who acts for it here, its référent first.
const contactOf = sql`(select p.courriel from affectation a join personne p on p.territoire_id = a.territoire_id and p.id = a.personne_id
  where a.territoire_id = o.territoire_id and a.organisation_id = o.id and a.etat = 'active' and a.fin is null
  order by a.role = 'referent_commune' desc nulls last, a.id limit 1)`

/** Reads every seat of a day once; the answer gives the members of any body, inherited ones included. */
export async function loadSeats(tx: Tx, at: IsoDate): Promise<(instanceId: string) => Seat[]> {
  const bodies = await tx.selectFrom('instance').select(['id', 'nom', 'elargitId', 'perimetreId']).execute()
  const own = await tx
    .selectFrom('siege as s')
    .innerJoin('organisation as o', 'o.id', 's.organisationId')
    .leftJoin('personne as t', 't.id', 's.titulaireId')
    .leftJoin('personne as r', 'r.id', 's.suppleantId')
    .select(['s.id', 's.instanceId', 's.organisationId', 'o.nom', 'o.nature', 's.college', 's.exemple'])
    .select(['t.nom as titulaire', 'r.nom as suppleant', 's.version', 's.debut', 's.fin'])
    .select(sql<string | null>`coalesce(t.courriel, o.courriel, ${contactOf})`.as('courriel'))
    .where('s.debut', '<=', at)
    .where((eb) => eb.or([eb('s.fin', 'is', null), eb('s.fin', '>', at)]))
    .orderBy('o.nom')
    .execute()
  const communes = await tx
    .selectFrom('perimetreCommune as p')
    .innerJoin('organisation as o', 'o.communeCode', 'p.communeCode')
    .select(['p.perimetreId', 'o.id as organisationId', 'o.nom', 'o.nature'])
    .select(sql<string | null>`coalesce(o.courriel, ${contactOf})`.as('courriel'))
    .where('o.nature', '=', 'commune')
    .where('o.archiveLe', 'is', null)
    .where('p.debut', '<=', at)
    .where((eb) => eb.or([eb('p.fin', 'is', null), eb('p.fin', '>', at)]))
    .orderBy('o.nom')
    .execute()
  const seats = own.map((seat) => ({ ...seat, origine: 'siege' as const, de: null }))
  return (instanceId) => membersOf(instanceId, { bodies, seats, communes })
}

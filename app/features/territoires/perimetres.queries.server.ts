import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { perimetreSpec } from './perimetre.spec.ts'

export interface PlaceOfPerimetre {
  kind: 'commune' | 'qpv'
  code: string
  nom: string
  generation: 2015 | 2024 | null
  debut: IsoDate
  fin: IsoDate | null
  aConfirmer: boolean
}

export interface PerimetreRow {
  id: string
  nom: string
  description: string | null
  communes: number
  qpvs: number
  population: number | null
}

/** The perimeters with the size they have at a date, in one query. */
export async function listPerimetresAt(tx: Tx, at: IsoDate): Promise<PerimetreRow[]> {
  const { rows } = await sql<PerimetreRow>`
    select p.id, p.nom, p.description, count(m.commune_code)::int as communes, sum(pop.population)::int as population,
      (select count(*)::int from perimetre_qpv q where q.territoire_id = p.territoire_id and q.perimetre_id = p.id and q.debut <= ${at} and (q.fin is null or q.fin > ${at})) as qpvs
    from perimetre p
    left join perimetre_commune m on m.territoire_id = p.territoire_id and m.perimetre_id = p.id and m.debut <= ${at} and (m.fin is null or m.fin > ${at})
    left join lateral (select population from commune_population c where c.territoire_id = p.territoire_id and c.code = m.commune_code
      and c.annee <= extract(year from ${at}::date) order by c.annee desc, c.nature limit 1) pop on true
    where p.archive_le is null group by p.territoire_id, p.id order by p.nom`.execute(tx)
  return rows
}

/** One perimeter with every membership it ever had, or NotFound. */
export async function getPerimetre(tx: Tx, id: string) {
  const perimetre = await getEntity(tx, perimetreSpec, id, sql`e.archive_le is null`)
  return { ...perimetre, members: await listMembers(tx, id) }
}

async function listMembers(tx: Tx, id: string): Promise<PlaceOfPerimetre[]> {
  const { rows } = await sql<PlaceOfPerimetre>`
    select 'commune' as kind, m.commune_code as code, c.nom, null::int as generation, m.debut, m.fin, m.a_confirmer
    from perimetre_commune m join commune c on c.territoire_id = m.territoire_id and c.code = m.commune_code where m.perimetre_id = ${id}
    union all
    select 'qpv', m.qpv_code, q.nom, q.generation, m.debut, m.fin, false
    from perimetre_qpv m join qpv q on q.territoire_id = m.territoire_id and q.code = m.qpv_code where m.perimetre_id = ${id}
    order by 1, 4, 3, 2, 5`.execute(tx)
  return rows
}

/** The members of a perimeter on a day. */
export function membersAt(members: ReadonlyArray<PlaceOfPerimetre>, at: IsoDate): PlaceOfPerimetre[] {
  return members.filter((its) => its.debut <= at && (its.fin === null || its.fin > at))
}

/** The quarters as answers of a form, one group a generation. */
export async function listQpvChoices(tx: Tx) {
  const rows = await tx
    .selectFrom('qpv')
    .select(['code', 'nom', 'generation'])
    .orderBy('generation', 'desc')
    .orderBy('code')
    .execute()
  return rows.map((its) => ({ value: its.code, label: `${its.code} ${its.nom}` }))
}

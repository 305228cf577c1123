import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import type { OrganisationNature } from './organisation.words.ts'
import { present } from './organisations.queries.server.ts'

/** From which likeness of names (trigrams, 0 to 1) two organisations are worth a look. */
export const NEAR_NAME = 0.55
const SHOWN = 60

export interface TwinSide {
  id: string
  nom: string
  nature: OrganisationNature
  siret: string | null
  siren: string | null
  commune: string | null
}

export interface Twins {
  a: TwinSide
  b: TwinSide
  reason: 'siret' | 'rna' | 'siren' | 'nom'
  likeness: number
}

/**
 * Pairs that may be one organisation: the same SIRET, RNA or SIREN, or names nearly the same. Two right but different
 * SIREN are two legal persons: their names do not make them twins.
 */
export async function listTwins(tx: Tx, actor: Actor): Promise<Twins[]> {
  if (!can(actor, 'organisations.fusionner')) throw new Forbidden()
  const { rows } = await sql<Twins>`
    with e as materialized (
      select e.id, e.nom, e.nature, e.siret, e.siren, e.rna, c.nom as commune, nom_simple(e.nom) as simple,
        coalesce(case when siren_juste(e.siren) then e.siren end, case when siret_juste(e.siret) then left(e.siret, 9) end) as personne
      from organisation e left join commune c on c.territoire_id = e.territoire_id and c.code = e.commune_code
      where ${present(actor)})
    select ${side('x')} as a, ${side('y')} as b, t.reason, t.likeness from e x join e y on x.id < y.id
    cross join lateral (select similarity(x.simple, y.simple) as likeness, case
      when x.siret = y.siret then 'siret' when x.rna = y.rna then 'rna'
      when x.personne = y.personne and (x.siret is null or y.siret is null) then 'siren' else 'nom' end as reason) t
    where t.reason <> 'nom' or (t.likeness >= ${NEAR_NAME} and ${sameOrUnknown()})
    order by array_position(array['siret', 'rna', 'siren', 'nom'], t.reason), t.likeness desc, x.nom limit ${SHOWN}`.execute(
    tx,
  )
  return rows
}

function sameOrUnknown(): RawBuilder<SqlBool> {
  return sql<SqlBool>`(x.personne is null or y.personne is null or x.personne = y.personne)`
}

function side(of: 'x' | 'y'): RawBuilder<TwinSide> {
  const column = (name: string) => sql`${name}::text, ${sql.ref(`${of}.${name}`)}`
  return sql<TwinSide>`json_build_object(${sql.join(['id', 'nom', 'nature', 'siret', 'siren', 'commune'].map(column))})`
}

/** The merges made, newest first, those undone included. */
export function listMerges(tx: Tx, gardeeId?: string) {
  return tx
    .selectFrom('organisationFusion as f')
    .innerJoin('organisation as g', (join) =>
      join.onRef('g.territoireId', '=', 'f.territoireId').onRef('g.id', '=', 'f.gardeeId'),
    )
    .innerJoin('organisation as a', (join) =>
      join.onRef('a.territoireId', '=', 'f.territoireId').onRef('a.id', '=', 'f.absorbeeId'),
    )
    .select(['f.id', 'f.faiteLe', 'f.annuleeLe', 'g.id as gardeeId', 'g.nom as gardee', 'a.nom as absorbee'])
    .select(sql<number>`jsonb_array_length(f.liens -> 'rows')`.as('liens'))
    .$if(gardeeId !== undefined, (query) => query.where('f.gardeeId', '=', gardeeId ?? ''))
    .orderBy('f.id', 'desc')
    .limit(30)
    .execute()
}

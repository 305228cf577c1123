import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { organisationNatures } from '#app/features/organisations/index.ts'
import type { ChiffresAsked } from './chiffres.filter.ts'
import { creditWords, type Dimension, situations, withoutWords } from './chiffres.words.ts'
import { dossiersOf, faitsOf, lieuxOf, type Portee, partOf } from './chiffres-faits.server.ts'

const keyOf: Record<Dimension, RawBuilder<unknown>> = {
  exercice: sql`f.exercice`,
  contrat: sql`f.document_id`,
  appel: sql`f.appel_id`,
  financeur: sql`f.financeur_id`,
  credit: sql`f.credit`,
  axe: sql`f.axe_id`,
  commune: sql`p.commune`,
  qpv: sql`p.qpv`,
  situation: sql`p.situation`,
  porteur: sql`f.porteur_id`,
  nature: sql`(select o.nature from organisation o where o.territoire_id = f.territoire_id and o.id = f.porteur_id)`,
}

const places = new Set<Dimension>(['commune', 'qpv', 'situation'])

export interface Tete {
  key: string
  label: string
}

/** A pivot: the value of each pair, the totals of rows and columns, and the whole. */
export interface Pivot {
  lignes: Tete[]
  colonnes: Tete[]
  /** By « row key|column key »; absent when there is nothing. */
  valeurs: Record<string, number>
  totauxLignes: Record<string, number>
  totauxColonnes: Record<string, number>
  total: number
  isShared: boolean
}

interface CubeRow {
  ligne: string | null
  colonne: string | null
  niveau: number
  valeur: number
}

/** The cube cut along two dimensions, in one statement whatever the number of years. */
export async function loadPivot(tx: Tx, portee: Portee, asked: ChiffresAsked): Promise<Pivot> {
  const cut = cutOf(asked)
  const measure = asked.mesure === 'dossiers' ? sql`count(distinct c.id)` : sql`coalesce(sum(c.valeur), 0)`
  const { rows } = await sql<CubeRow>`with recursive ${cellules(portee, asked, cut)}
    select c.ligne, c.colonne, grouping(c.ligne) * 2 + grouping(c.colonne) as niveau, ${measure}::float8 as valeur
    from cellules c group by grouping sets ((c.ligne, c.colonne), (c.ligne), (c.colonne), ())`.execute(tx)
  const cells = rows.map((row) => ({ ...row, ligne: row.ligne ?? '', colonne: row.colonne ?? '' }))
  const at = (niveau: number) => cells.filter((cell) => cell.niveau === niveau && cell.valeur !== 0)
  const lignes = await headsOf(
    tx,
    asked.lignes,
    at(1).map((cell) => cell.ligne),
  )
  const colonnes = asked.colonnes
    ? await headsOf(
        tx,
        asked.colonnes,
        at(2).map((cell) => cell.colonne),
      )
    : []
  return {
    lignes,
    colonnes,
    valeurs: Object.fromEntries(at(0).map((cell) => [`${cell.ligne}|${cell.colonne}`, cell.valeur])),
    totauxLignes: Object.fromEntries(at(1).map((cell) => [cell.ligne, cell.valeur])),
    totauxColonnes: Object.fromEntries(at(2).map((cell) => [cell.colonne, cell.valeur])),
    total: at(3)[0]?.valeur ?? 0,
    isShared: cut.isShared,
  }
}

interface Cut {
  used: Dimension[]
  isShared: boolean
}

/** A row a line, kind of credit and place, with its two keys and its value. */
function cellules(portee: Portee, asked: ChiffresAsked, { used, isShared }: Cut): RawBuilder<unknown> {
  const column = asked.colonnes ? keyOf[asked.colonnes] : sql`null::text`
  const amount = sql`f.${sql.ref(asked.mesure)}`
  const lieux = isShared ? sql`, ${lieuxOf(used.includes('qpv') ? 'qpv' : 'commune')}` : sql``
  const join = isShared ? sql`join lieux p on p.dossier_id = f.id` : sql``
  const value = asked.mesure === 'dossiers' ? sql`0` : isShared ? partOf(amount) : amount
  return sql`${dossiersOf(portee, asked)}, ${faitsOf(portee, asked, { byCredit: used.includes('credit') })} ${lieux},
    cellules as (select f.id, ${keyOf[asked.lignes]}::text as ligne, ${column}::text as colonne, ${value} as valeur from faits f ${join})`
}

const cutOf = (asked: ChiffresAsked): Cut => {
  const used = [asked.lignes, asked.colonnes].flatMap((its) => its ?? [])
  return { used, isShared: used.some((its) => places.has(its)) }
}

export interface DossierChiffre {
  id: string
  numero: string
  titre: string
  porteur: string
  exercice: number
  exemple: boolean
  valeur: number
}

/** The dossiers behind a cell of the pivot, or behind a whole row or column when a key is left out. */
export async function listBehind(
  tx: Tx,
  portee: Portee,
  asked: ChiffresAsked,
  cell: { ligne: string | null; colonne: string | null },
): Promise<DossierChiffre[]> {
  const row = cell.ligne === null ? sql`true` : sql`coalesce(c.ligne, '') = ${cell.ligne}`
  const column = cell.colonne === null ? sql`true` : sql`coalesce(c.colonne, '') = ${cell.colonne}`
  const kept = asked.mesure === 'dossiers' ? sql`` : sql`having coalesce(sum(c.valeur), 0) <> 0`
  const { rows } = await sql<DossierChiffre>`with recursive ${cellules(portee, asked, cutOf(asked))}
    select e.id, e.numero, e.titre, o.nom as porteur, d.exercice, e.exemple, coalesce(sum(c.valeur), 0)::float8 as valeur
    from cellules c join dossiers d on d.id = c.id join dossier e on e.territoire_id = territoire_courant() and e.id = c.id
    join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    where ${row} and ${column} group by e.id, e.numero, e.titre, o.nom, d.exercice, e.exemple ${kept}
    order by d.exercice desc, e.numero`.execute(tx)
  return rows
}

type Naming = (tx: Tx, keys: ReadonlyArray<string>) => Promise<Tete[]>

const fixed =
  (words: Record<string, string>): Naming =>
  async (_tx, keys) =>
    Object.entries(words).flatMap(([key, label]) => (keys.includes(key) ? [{ key, label }] : []))

const named =
  (query: (keys: ReadonlyArray<string>) => RawBuilder<Tete>): Naming =>
  async (tx, keys) =>
    (await query(keys).execute(tx)).rows

const organisations = named(
  (keys) =>
    sql<Tete>`select id::text as key, nom as label from organisation where territoire_id = territoire_courant() and id::text = any(${keys}::text[]) order by nom`,
)

const naming: Record<Dimension, Naming> = {
  exercice: async (_tx, keys) =>
    keys
      .filter(Boolean)
      .toSorted()
      .map((key) => ({ key, label: key })),
  contrat: named(
    (keys) =>
      sql<Tete>`select id::text as key, titre as label from document_cadre where territoire_id = territoire_courant() and id::text = any(${keys}::text[]) order by debut`,
  ),
  appel: named(
    (keys) =>
      sql<Tete>`select id::text as key, code as label from appel_a_projets where territoire_id = territoire_courant() and id::text = any(${keys}::text[]) order by exercice, code`,
  ),
  financeur: organisations,
  porteur: organisations,
  credit: fixed(creditWords),
  axe: named(
    (
      keys,
    ) => sql<Tete>`select distinct on (v.numero, v.axe_id) v.axe_id::text as key, v.numero || '. ' || coalesce(nullif(v.court, ''), v.titre) as label from axe_version v
    where v.territoire_id = territoire_courant() and v.axe_id::text = any(${keys}::text[]) and v.fin is null order by v.numero, v.axe_id`,
  ),
  commune: named(
    (keys) =>
      sql<Tete>`select code as key, nom as label from commune where territoire_id = territoire_courant() and code = any(${keys}::text[]) order by nom`,
  ),
  qpv: named(
    (keys) =>
      sql<Tete>`select code as key, nom || ' (' || generation || ')' as label from qpv where territoire_id = territoire_courant() and code = any(${keys}::text[]) order by nom, generation`,
  ),
  situation: fixed(situations),
  nature: fixed(organisationNatures),
}

/** Names of the keys, in the order people expect; a key without a name is still shown. */
async function headsOf(tx: Tx, dimension: Dimension, keys: ReadonlyArray<string>): Promise<Tete[]> {
  const distinct = [...new Set(keys)]
  const known = await naming[dimension](tx, distinct.filter(Boolean))
  const rest = distinct.filter((key) => !known.some((its) => its.key === key))
  return [...known, ...rest.map((key) => ({ key, label: key || (withoutWords[dimension] ?? 'Non dit') }))]
}

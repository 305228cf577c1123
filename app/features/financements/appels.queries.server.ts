import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { listOf } from '#app/platform/entity.server.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import { etatAt } from './appel.rules.ts'
import type { AppelInput } from './appel.schema.ts'
import { appelSpec } from './appel.spec.ts'
import type { AppelEtat, appelNatures, Credit, PieceNature } from './appel.words.ts'

/** The calls this person may read, over `appel_a_projets` aliased `e`. Published: from the day they open. */
export function visibleAppels(actor: Actor, now: Date): Expression<SqlBool> {
  const { reach } = reachOf(actor, 'appelsAProjets.lire')
  if (reach === 'tout') return sql<SqlBool>`e.territoire_id = territoire_courant()`
  if (reach === null) return sql<SqlBool>`false`
  return publishedAppels(now)
}

/** The calls anybody may read, signed in or not: open, or past. */
export function publishedAppels(now: Date): Expression<SqlBool> {
  return sql<SqlBool>`(e.territoire_id = territoire_courant() and e.archive_le is null and e.etat <> 'brouillon'
    and (e.etat <> 'valide' or e.ouvre_le <= ${now}))`
}

export interface AppelRow {
  id: string
  code: string
  titre: string
  nature: keyof typeof appelNatures
  exercice: number
  etat: AppelEtat
  ouvreLe: Date | null
  fermeLe: Date | null
  exemple: boolean
  /** Submitted to it, all carriers together. */
  deposes: number
  demandeCentimes: number
}

/** The calls a person sees, those of this year first. */
export async function listAppels(tx: Tx, actor: Actor, now: Date): Promise<AppelRow[]> {
  const { rows } = await sql<AppelRow>`
    select e.id, e.code, e.titre, e.nature, e.exercice, e.etat, e.ouvre_le, e.ferme_le, e.exemple,
      (select count(*)::int from dossier d where d.territoire_id = e.territoire_id and d.appel_id = e.id and d.depose_le is not null) as deposes,
      (select coalesce(sum(l.demande_centimes), 0)::float8 from ligne l join dossier d on d.territoire_id = l.territoire_id and d.id = l.dossier_id
        where d.territoire_id = e.territoire_id and d.appel_id = e.id) as demande_centimes
    from appel_a_projets e where ${visibleAppels(actor, now)}
    order by (e.etat = 'archive'), e.exercice desc, e.ouvre_le desc nulls first, e.code`.execute(tx)
  return rows
}

export interface AppelPiece {
  id: string
  titre: string
  nature: PieceNature
  obligatoire: boolean
  rang: number
}

export interface Critere {
  id: string
  titre: string
  aide: string
  poids: number
  noteMax: number
  rang: number
}

export interface Enveloppe {
  id: string
  financeurId: string
  financeur: string
  credit: Credit
  libelle: string
  perimetreId: string | null
  perimetre: string | null
  montantCentimes: number
}

export interface Named {
  value: string
  label: string
}

export interface Appel extends AppelInput {
  id: string
  version: number
  etat: AppelEtat
  exemple: boolean
  perimetre: string | null
  document: string | null
  axes: Named[]
  financeurs: Array<Named & { nature: string }>
  pieces: AppelPiece[]
  criteres: Critere[]
  enveloppes: Enveloppe[]
}

/** A call whole, by its code, or NotFound. */
export async function getAppel(tx: Tx, actor: Actor, asked: { code: string; now: Date }): Promise<Appel> {
  return loadAppel(tx, sql<SqlBool>`e.code = ${asked.code} and ${visibleAppels(actor, asked.now)}`)
}

/** The same by its id, for who was allowed to read what hangs on it. */
export async function getAppelById(tx: Tx, id: string): Promise<Appel> {
  return loadAppel(tx, sql<SqlBool>`e.id = ${id} and e.territoire_id = territoire_courant()`)
}

/** The same as anybody reads it on the portal. */
export async function getPublicAppel(tx: Tx, asked: { code: string; now: Date }): Promise<Appel> {
  const appel = await loadAppel(tx, sql<SqlBool>`e.code = ${asked.code} and ${publishedAppels(asked.now)}`)
  return { ...appel, etat: etatAt(appel, asked.now) }
}

export interface PublicAppelRow {
  code: string
  titre: string
  etat: AppelEtat
  ouvreLe: Date | null
  fermeLe: Date | null
}

/** The calls anybody may read, those that close first at the head. */
export async function listPublicAppels(tx: Tx, now: Date): Promise<PublicAppelRow[]> {
  const { rows } = await sql<PublicAppelRow>`select e.code, e.titre, e.etat, e.ouvre_le, e.ferme_le
    from appel_a_projets e where ${publishedAppels(now)} and e.etat <> 'archive'
    order by (e.ferme_le <= ${now}), e.ferme_le, e.code`.execute(tx)
  return rows.map((its) => ({ ...its, etat: etatAt(its, now) }))
}

type Main = Omit<Appel, 'axes' | 'financeurs' | 'pieces' | 'criteres' | 'enveloppes'>

async function loadAppel(tx: Tx, which: Expression<SqlBool>): Promise<Appel> {
  const { axeIds, financeurIds } = appelSpec.links
  const { rows } = await sql<Main>`
    select e.id, e.version, e.code, e.titre, e.nature, e.formulaire, e.exercice, e.document_id, e.cadrage, e.texte, e.contact,
      e.etat, e.ouvre_le, e.ferme_le, e.grace_minutes, e.perimetre_id, e.perimetre_sens, e.porteurs_admis,
      e.plancher_centimes::float8 as plancher_centimes, e.plafond_centimes::float8 as plafond_centimes,
      e.part_propre_min::float8 as part_propre_min, e.aide_publique_max::float8 as aide_publique_max,
      e.part_cpo_cible::float8 as part_cpo_cible, e.un_par_porteur, e.avis_partages, e.exemple,
      ${listOf(axeIds, sql`e.id`)} as axe_ids, ${listOf(financeurIds, sql`e.id`)} as financeur_ids,
      p.nom as perimetre, d.titre as document
    from appel_a_projets e
    left join perimetre p on p.territoire_id = e.territoire_id and p.id = e.perimetre_id
    left join document_cadre d on d.territoire_id = e.territoire_id and d.id = e.document_id
    where ${which}`.execute(tx)
  const [main] = rows
  if (!main) throw new NotFound()
  return { ...main, ...(await partsOf(tx, main.id)) }
}

/** What hangs on a call, in one query. */
async function partsOf(tx: Tx, id: string): Promise<Omit<Appel, keyof Main>> {
  const own = sql`l.territoire_id = territoire_courant() and l.appel_id = ${id}`
  const { rows } = await sql<Omit<Appel, keyof Main>>`select
    (select coalesce(json_agg(json_build_object('id', l.id, 'titre', l.titre, 'nature', l.nature, 'obligatoire', l.obligatoire, 'rang', l.rang)
        order by l.rang, l.id), '[]') from appel_piece l where ${own}) as pieces,
    (select coalesce(json_agg(json_build_object('id', l.id, 'titre', l.titre, 'aide', l.aide, 'poids', l.poids, 'noteMax', l.note_max, 'rang', l.rang)
        order by l.rang, l.id), '[]') from appel_critere l where ${own}) as criteres,
    (select coalesce(json_agg(json_build_object('id', l.id, 'financeurId', l.financeur_id, 'financeur', o.nom, 'credit', l.credit,
        'libelle', l.libelle, 'perimetreId', l.perimetre_id, 'perimetre', p.nom, 'montantCentimes', l.montant_centimes) order by o.nom, l.credit, l.id), '[]')
      from enveloppe l join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
      left join perimetre p on p.territoire_id = l.territoire_id and p.id = l.perimetre_id where ${own}) as enveloppes,
    (select coalesce(json_agg(json_build_object('value', l.axe_id, 'label', (select v.numero || '. ' || v.titre from axe_version v
        where v.territoire_id = l.territoire_id and v.axe_id = l.axe_id order by v.debut desc limit 1))), '[]') from appel_axe l where ${own}) as axes,
    (select coalesce(json_agg(json_build_object('value', o.id, 'label', o.nom, 'nature', o.nature) order by o.nom), '[]')
      from appel_financeur l join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id where ${own}) as financeurs`.execute(
    tx,
  )
  const [parts] = rows
  if (!parts) throw new NotFound()
  const axes = parts.axes.toSorted((a, b) => a.label.localeCompare(b.label, 'fr', { numeric: true }))
  return { ...parts, axes }
}

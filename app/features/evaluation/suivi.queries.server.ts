import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { addDays, type IsoDate } from '#app/lib/dates.ts'
import { getEntity } from '#app/platform/entity.server.ts'
import { type Actor, can, reachOf } from '#app/platform/permissions.ts'
import { isCalculCode } from './calculables.ts'
import { type Counted, countYears, type Scope } from './calculs.server.ts'
import type { EvaluatedDocument } from './evaluation-page.server.ts'
import { evaluationVisibleTo } from './referentiel.queries.server.ts'
import { type Followed, standingOf } from './suivi.rules.ts'
import { indicateurSuiviSpec } from './suivi.specs.ts'

export interface Year {
  annee: number
  cible: number | null
  observe: number | null
  note: string
  saisiPar: string
  saisiLe: string | null
}

const yearRows = sql<
  Year[]
>`coalesce((select jsonb_agg(jsonb_build_object('annee', a.annee, 'cible', a.cible, 'observe', a.observe, 'note', a.note, 'saisiPar', a.saisi_par, 'saisiLe', a.saisi_le) order by a.annee) from indicateur_annee a where a.indicateur_id = e.id), '[]')`

const axeWords = sql<
  string | null
>`(select v.numero || '. ' || v.titre from axe_version v where v.axe_id = e.axe_id order by v.debut desc limit 1)`

interface Opened {
  document: EvaluatedDocument
  today: IsoDate
}

/** The indicators followed for a document, those Maillage counts brought up to date, each with its light and its rule. */
export async function listSuivi(tx: Tx, actor: Actor, { document, today }: Opened) {
  const rows = await tx
    .selectFrom('indicateurSuivi as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .select([
      'e.id',
      'e.nom',
      'e.definition',
      'e.unite',
      'e.sens',
      'e.calcul',
      'e.axeId',
      'e.exemple',
      'e.version',
    ])
    .select(['e.referenceAnnee', 'e.referenceValeur', 'e.tolerancePourcent', 'o.nom as organisation'])
    .select([axeWords.as('axe'), yearRows.as('annees')])
    .where('e.documentId', '=', document.id)
    .where(evaluationVisibleTo(actor))
    .orderBy(sql`${axeWords} nulls first`)
    .orderBy('e.nom')
    .execute()
  const below = await axesBelow(tx, actor, { document, today })
  const lines = []
  for (const row of rows) {
    const axeIds = row.axeId ? (below.get(row.axeId) ?? [row.axeId]) : null
    const calcules = isCalculCode(row.calcul)
      ? await countYears(tx, row.calcul, scopeOf({ document, today }, axeIds))
      : []
    const suivi = followedOf(row, calcules)
    lines.push({ ...row, calcules, suivi, standing: standingOf(suivi) })
  }
  return lines
}

export type SuiviLine = Awaited<ReturnType<typeof listSuivi>>[number]

function scopeOf({ document, today }: Opened, axeIds: ReadonlyArray<string> | null): Scope {
  const last = document.fin && document.fin <= today ? addDays(document.fin, -1) : today
  const annees = [Number(document.debut.slice(0, 4)), Number(last.slice(0, 4))] as const
  return { annees, axeIds, documentId: document.id, today }
}

/** Each axis with all that is under it. */
async function axesBelow(tx: Tx, actor: Actor, { document, today }: Opened): Promise<Map<string, string[]>> {
  const day = document.fin && document.fin <= today ? addDays(document.fin, -1) : today
  const nodes = await listAxesAt(tx, actor, { at: day })
  const under = (id: string): string[] => [
    id,
    ...nodes.filter((its) => its.parentId === id).flatMap((its) => under(its.id)),
  ]
  return new Map(nodes.map((its) => [its.id, under(its.id)]))
}

interface Row {
  sens: Followed['sens']
  unite: string
  referenceAnnee: number | null
  referenceValeur: number | null
  tolerancePourcent: number
  calcul: string | null
  annees: Year[]
}

function followedOf(row: Row, calcules: ReadonlyArray<Counted>): Followed {
  const { sens, unite, tolerancePourcent, referenceAnnee, referenceValeur, annees } = row
  const pointsOf = (key: 'cible' | 'observe') =>
    annees.flatMap(({ annee, [key]: valeur }) => (valeur === null ? [] : [{ annee, valeur }]))
  return {
    sens,
    unite,
    tolerancePourcent,
    reference:
      referenceAnnee === null || referenceValeur === null
        ? null
        : { annee: referenceAnnee, valeur: referenceValeur },
    cibles: pointsOf('cible'),
    observes: row.calcul ? [...calcules] : pointsOf('observe'),
  }
}

/** An indicator for its form. @throws NotFound */
export function getIndicateurSuivi(tx: Tx, actor: Actor, documentId: string, id: string) {
  return getEntity(
    tx,
    indicateurSuiviSpec,
    id,
    sql<SqlBool>`(${evaluationVisibleTo(actor)} and e.document_id = ${documentId})`,
  )
}

/** The deliveries of a document: all for who reads the evaluation, the soonest due first; what is received comes last. */
export async function listLivraisons(tx: Tx, actor: Actor, documentId: string) {
  const { reach, organisationIds } = reachOf(actor, 'donnees.livrer')
  const rows = await tx
    .selectFrom('livraison as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisationId')
    .leftJoin('indicateurSuivi as i', 'i.id', 'e.indicateurId')
    .select([
      'e.id',
      'e.objet',
      'e.echeance',
      'e.demandeeLe',
      'e.relances',
      'e.relanceeLe',
      'e.recueLe',
      'e.recuePar',
    ])
    .select(['e.note', 'e.exemple', 'e.organisationId', 'e.indicateurId', 'o.nom as organisation'])
    .select(['i.nom as indicateur', 'i.unite as unite'])
    .where('e.documentId', '=', documentId)
    .where(evaluationVisibleTo(actor))
    .orderBy(sql`e.recue_le is not null`)
    .orderBy('e.echeance')
    .orderBy('e.id')
    .execute()
  const writes = can(actor, 'evaluation.modifier')
  return rows.map((row) => ({
    ...row,
    mayDeliver:
      writes || reach === 'tout' || (reach === 'sienne' && organisationIds.includes(row.organisationId)),
  }))
}

export type LivraisonLine = Awaited<ReturnType<typeof listLivraisons>>[number]

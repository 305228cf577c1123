import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { listChiffres, loadLocaux } from '#app/features/observatoire/index.server.ts'
import { type Chiffre, indicateurs, themeLabels } from '#app/features/observatoire/index.ts'
import { listAxesAt } from '#app/features/strategies/index.server.ts'
import { Forbidden, NotFound } from '#app/lib/errors.ts'
import { type RouteArgs, read, servicesContext } from '#app/platform/http.server.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { type Croise, chooseChiffres, silenceOf } from './croisement.rules.ts'
import type { Accord } from './diagnostic.schema.ts'
import { listLieux } from './diagnostics.queries.server.ts'
import { listObservations } from './observations.queries.server.ts'

interface Asked {
  niveau: string
  code: string
}

/** Figures and field words of a place, axis by axis: who speaks, who is silent, what was found of it. */
export async function loadCroisement(args: RouteArgs, asked: Asked) {
  const its = await read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'observatoire.lire') || !can(actor, 'observations.lire')) throw new Forbidden()
    const lieux = await lieuxOf(tx, asked)
    const lieu = asked.niveau === 'epci' ? undefined : `${asked.niveau}:${asked.code}`
    const constats = await constatsOf(tx, actor, asked)
    const axes = []
    for (const { id, numero, titre } of (await listAxesAt(tx, actor, { at })).filter(
      (axe) => axe.depth === 0,
    )) {
      const { rows, total } = await listObservations(tx, actor, { axeId: id, lieu, page: 1 })
      const found = constats.filter((one) => one.axeId === id)
      axes.push({ id, numero, titre, observations: rows.slice(0, MOST_WORDS), total, constats: found })
    }
    const themes = await tx.selectFrom('axeObservatoire').select(['axeId', 'theme']).execute()
    return { lieux, lieu, axes, themes, locaux: await loadLocaux(tx, at), slug: actor.territoireSlug }
  })
  const { dataDir } = args.context.get(servicesContext).config
  const all = [...its.locaux.indicateurs, ...indicateurs]
  const chiffres = await listChiffres({
    dataDir,
    territoire: its.slug,
    indicateurs: all.map(({ id }) => id),
    lieux: its.lieux,
    locaux: its.locaux,
  })
  const themeOf = new Map(all.map(({ id, theme }) => [id, theme]))
  return {
    lieu: its.lieux[0],
    filter: its.lieu ?? null,
    axes: its.axes.map((axe) => {
      const lit: string[] = its.themes.flatMap(({ axeId, theme }) => (axeId === axe.id ? [theme] : []))
      const own = chiffres.filter(({ indicateur }) => lit.includes(themeOf.get(indicateur) ?? ''))
      return croise(axe, own, lit)
    }),
  }
}

const MOST_WORDS = 3

type AxeRead = Omit<
  Croise<Awaited<ReturnType<typeof listObservations>>['rows'][number]>,
  'chiffres' | 'silence' | 'themes'
>

function croise(axe: AxeRead, chiffres: readonly Chiffre[], lit: readonly string[]) {
  const chosen = chooseChiffres(chiffres)
  const labels = Object.entries(themeLabels).flatMap(([theme, label]) => (lit.includes(theme) ? [label] : []))
  return { ...axe, chiffres: chosen, themes: labels, silence: silenceOf(chosen.length, axe.total) }
}

/** The place, then the intercommunality it is read beside. @throws NotFound */
async function lieuxOf(tx: Tx, { niveau, code }: Asked) {
  const lieux = await listLieux(tx, {
    communes: niveau === 'commune' ? [code] : [],
    qpvs: niveau === 'qpv' ? [code] : [],
  })
  const [first] = lieux
  if (first?.niveau !== niveau || first.code !== code) throw new NotFound()
  return lieux
}

/** Findings of the diagnoses that are about a place, whatever their year. */
async function constatsOf(tx: Tx, actor: Actor, { niveau, code }: Asked) {
  if (!can(actor, 'diagnostics.lire')) return []
  const table = niveau === 'qpv' ? 'diagnostic_qpv' : 'diagnostic_commune'
  const isHere =
    niveau === 'epci'
      ? sql`true`
      : sql`exists (select from ${sql.table(table)} l where l.territoire_id = d.territoire_id and l.diagnostic_id = d.id
          and ${sql.ref(niveau === 'qpv' ? 'l.qpv_code' : 'l.commune_code')} = ${code})`
  const { rows } = await sql<{
    id: string
    titre: string
    accord: Accord
    diagnosticId: string
    annee: number
    axeId: string | null
  }>`
    select c.id, c.titre, c.accord, d.id as diagnostic_id, d.annee, d.axe_id from constat c
    join diagnostic d on d.territoire_id = c.territoire_id and d.id = c.diagnostic_id
    where c.archive_le is null and ${isHere} order by d.annee desc, c.rang limit 100`.execute(tx)
  return rows
}

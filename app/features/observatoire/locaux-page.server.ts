import type { Tx } from '#app/db/connection.server.ts'
import { listCommunesAt, listQpvs } from '#app/features/territoires/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { Refusal } from '#app/lib/errors.ts'
import { type Actor, can } from '#app/platform/permissions.ts'
import { epciOf } from '#geo/referentiel.ts'
import type { Lecteur } from './lecture.server.ts'
import { getHome, mustRead } from './lieu-page.server.ts'
import { getIndicateurLocal, getLocaux, loadLocaux } from './locaux.queries.server.ts'
import type { Saisie } from './locaux.rules.ts'
import { type IndicateurLocal, isNiveauLocal, type NiveauLocal } from './locaux.ts'
import { type IndicateursLus, listLocales } from './locaux-lecture.server.ts'
import { celluleOf } from './portrait-page.server.ts'
import type { Cellule } from './portrait-page.ts'

/** The list of the indicators of the territory, with how far they are filled. */
export async function listIndicateursPage(tx: Tx, actor: Actor, at: IsoDate) {
  mustRead(actor)
  const locaux = await getLocaux(tx, at)
  const lus = await loadLocaux(tx, at)
  const isMasked = maskedAt(lus)
  const byId = Map.groupBy(locaux.valeurs, ({ indicateurId }) => indicateurId)
  return {
    canKeep: can(actor, 'observatoire.importer'),
    rows: locaux.indicateurs.map((one) => {
      const own = byId.get(one.id) ?? []
      const places = new Set(own.map(({ niveau, code }) => `${niveau}:${code}`))
      return {
        ...one,
        periodes: [...new Set(own.map(({ periode }) => periode))].sort().reverse(),
        places: places.size,
        masked: own.filter((its) => isMasked(one.code, its)).length,
      }
    }),
  }
}

/** Whether a figure is masked for readers; each place is read once. */
function maskedAt(lus: IndicateursLus) {
  const known = new Map<string, ReturnType<IndicateursLus['entered']>>()
  return (
    indicateur: string,
    { niveau, code, periode }: { niveau: NiveauLocal; code: string; periode: string },
  ) => {
    const shown = known.get(code) ?? lus.entered({ niveau, code, members: null })
    known.set(code, shown)
    const its = (shown.get(indicateur) ?? []).find((one) => one.periode === periode)
    return its?.status === 'secret'
  }
}

export type IndicateurRow = Awaited<ReturnType<typeof listIndicateursPage>>['rows'][number]

/** A place figures may be about. */
export interface LieuLocal {
  niveau: NiveauLocal
  code: string
  nom: string
  group: string
}

/** The places of the territory, the whole first. */
export async function listLieuxLocaux(tx: Tx, at: IsoDate): Promise<LieuLocal[]> {
  const home = await getHome(tx)
  const communes = await listCommunesAt(tx, at)
  const qpvs = await listQpvs(tx)
  return [
    { niveau: 'epci', code: home, nom: epciOf(home)?.nom ?? 'Intercommunalité', group: 'Intercommunalité' },
    ...communes.map(({ code, nom }) => ({ niveau: 'commune' as const, code, nom, group: 'Communes' })),
    ...qpvs.map(({ code, nom, generation }) => ({
      niveau: 'qpv' as const,
      code,
      nom,
      group: `Quartiers prioritaires ${generation}`,
    })),
  ]
}

/** What the page of one indicator needs from the database. */
export async function loadIndicateur(tx: Tx, actor: Actor, { id, at }: { id: string; at: IsoDate }) {
  mustRead(actor)
  return {
    indicateur: await getIndicateurLocal(tx, id),
    lieux: await listLieuxLocaux(tx, at),
    lus: await loadLocaux(tx, at),
    canKeep: can(actor, 'observatoire.importer'),
    slug: actor.territoireSlug,
  }
}

export interface FiguresTable {
  periodes: string[]
  rows: Array<LieuLocal & { cells: Array<Cellule | null> }>
}

const MOST_YEARS = 8

/** The figures of one indicator as everybody sees them: one row a place that has some, one column a year. */
export async function figuresTable(
  lecteur: Lecteur,
  {
    indicateur,
    lieux,
    lus,
  }: { indicateur: IndicateurLocal; lieux: readonly LieuLocal[]; lus: IndicateursLus },
): Promise<FiguresTable> {
  const own = []
  for (const [niveau, places] of Map.groupBy(lieux, (lieu) => lieu.niveau)) {
    const codes = places.map(({ code }) => code)
    own.push(...(await listLocales(lecteur, { niveau, codes, lus })))
  }
  const values = own.filter((one) => one.indicateur === indicateur.code)
  const periodes = [...new Set(values.map(({ periode }) => periode))].sort().slice(-MOST_YEARS)
  const rows = lieux.flatMap((lieu) => {
    const its = values.filter((one) => one.lieu.niveau === lieu.niveau && one.lieu.code === lieu.code)
    const cells = periodes.map((periode) => {
      const found = its.find((one) => one.periode === periode)
      return found ? celluleOf(found) : null
    })
    return cells.some((cell) => cell !== null) ? [{ ...lieu, cells }] : []
  })
  return { periodes, rows }
}

/** The counts of one year as they were entered, for whoever keeps them. */
export async function listSaisies(
  tx: Tx,
  { id, periode, at }: { id: string; periode: string; at: IsoDate },
): Promise<Record<string, number>> {
  const { valeurs } = await getLocaux(tx, at)
  const own = valeurs.filter((one) => one.indicateurId === id && one.periode === periode)
  return Object.fromEntries(own.map(({ niveau, code, valeur }) => [`${niveau}:${code}`, valeur]))
}

/** The grid of a year as it was sent: an empty box takes the figure away. @throws Refusal with every box at fault */
export function readGrid(form: FormData): Saisie[] {
  const periode = String(form.get('annee') ?? '').trim()
  const faults: string[] = []
  const saisies = [...form.entries()].flatMap(([key, typed]): Saisie[] => {
    const [niveau = '', code = ''] = key.split(':')
    if (!isNiveauLocal(niveau) || typeof typed !== 'string') return []
    const text = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
    if (text === '') return [{ niveau, code, periode, valeur: null }]
    const valeur = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    if (!Number.isFinite(valeur)) faults.push(`${code} : « ${typed} »`)
    return [{ niveau, code, periode, valeur }]
  })
  if (faults.length > 0)
    throw new Refusal('nombres-illisibles', `Ces cases ne sont pas des nombres : ${faults.join(', ')}.`)
  return saisies
}

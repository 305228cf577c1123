import { listObservations } from '#app/features/diagnostics/index.server.ts'
import { listFichesOf } from '#app/features/fiches/index.server.ts'
import { listAnneesDuLieu } from '#app/features/financements/index.server.ts'
import { listSeatsOf } from '#app/features/gouvernance/index.server.ts'
import { listChiffres, loadLocaux } from '#app/features/observatoire/index.server.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { listDocumentsAt } from '#app/features/strategies/index.server.ts'
import { overlaps, type Periode } from '#app/lib/dates.ts'
import { type RouteArgs, servicesContext, type Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { listOrganisationsOfCommune, listPerimetresOfCommunes } from './place.queries.server.ts'

/** A commune or a quarter, as everything that concerns it is looked for. */
export interface Lieu {
  niveau: 'commune' | 'qpv'
  code: string
  nom: string
  /** Itself for a commune; those it lies in for a quarter. */
  communeCodes: readonly string[]
  /** The life of the quarter: a list of 2024 has nothing to do with a contract of 2015. */
  periode?: Periode
}

const MOST_WORDS = 3
const MOST_FIGURES = 6
const MOST_FICHES = 100

// What people ask first of a place, in this order; those the imported files are silent about give way to the next.
const keyFigures = [
  'MEDIAN_INC',
  'POV60',
  'U25_SHARE',
  'EMP_RATE',
  'UNEMP_RP',
  'NO_DIPLOMA',
  'LONE_PARENT',
  'SOC_HOUS',
  'RSA_COV',
]

/** All that concerns a place and that this person may read, each room asked with its own rule. */
export async function loadAroundLieu(visit: Visit, lieu: Lieu) {
  const { tx, actor, at, today } = visit
  const perimetres = await listPerimetresOfCommunes(tx, lieu.communeCodes, at)
  const organisations = lieu.niveau === 'commune' ? await listOrganisationsOfCommune(tx, lieu.code) : []
  const town = organisations.filter(({ nature }) => nature === 'commune').map(({ id }) => id)
  const where = { [lieu.niveau]: lieu.code }
  const quarter = lieu.niveau === 'qpv' ? { qpvCode: lieu.code } : {}
  return {
    perimetres,
    fiches: await listFichesOf(tx, actor, where, { limit: MOST_FICHES, ...(at === today ? {} : { at }) }),
    documents: await documentsOn(visit, new Set(perimetres.map(({ id }) => id)), lieu.periode),
    sieges: await listSeatsOf(tx, actor, { organisationIds: town, ...quarter }, at),
    argent: await listAnneesDuLieu(tx, actor, lieu),
    observations: await wordsOf(visit, lieu),
    organisations: can(actor, 'organisations.lire') ? organisations : [],
    locaux: can(actor, 'observatoire.lire') ? await loadLocaux(tx, at) : null,
    epci: await tx
      .selectFrom('territoire')
      .select(['siren as code', 'nom', 'slug'])
      .executeTakeFirstOrThrow(),
  }
}

/** The framework documents of a day whose perimeter is one of these, within a period if any, latest first. */
async function documentsOn(
  { tx, actor, at }: Visit,
  perimetreIds: ReadonlySet<string>,
  during: Periode = { debut: null, fin: null },
) {
  const all = await listDocumentsAt(tx, actor, at)
  return all
    .filter(({ perimetreId }) => perimetreId !== null && perimetreIds.has(perimetreId))
    .filter((its) => overlaps(its, during))
    .map(({ code, titre, etatAt, debut, fin }) => ({ code, titre, etat: etatAt, debut, fin }))
    .toReversed()
}

export type AroundLieu = Awaited<ReturnType<typeof loadAroundLieu>>

async function wordsOf({ tx, actor }: Visit, { niveau, code }: Lieu) {
  if (!can(actor, 'observations.lire')) return null
  const { rows, total } = await listObservations(tx, actor, { lieu: `${niveau}:${code}`, page: 1 })
  return { rows: rows.slice(0, MOST_WORDS), total }
}

/** The first figures known of a place, beside those of the intercommunality; empty for who may not read them. */
export async function loadKeyFigures(
  args: RouteArgs,
  lieu: Lieu,
  { locaux, epci }: Pick<AroundLieu, 'locaux' | 'epci'>,
): Promise<Chiffre[]> {
  if (!locaux) return []
  const { nom, niveau, code } = lieu
  const all = await listChiffres({
    dataDir: args.context.get(servicesContext).config.dataDir,
    territoire: epci.slug,
    indicateurs: keyFigures,
    lieux: [
      { nom, niveau, code, members: null },
      { ...epci, niveau: 'epci', members: null },
    ],
    locaux,
  })
  // A masked figure is known to exist, and says so; one that no file gives is left out.
  return all.filter(({ cells }) => cells[0]?.cell.periode).slice(0, MOST_FIGURES)
}

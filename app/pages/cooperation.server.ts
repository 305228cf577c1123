import { createHash } from 'node:crypto'
import { Forbidden } from '#app/lib/errors.ts'
import { type RouteArgs, read, type Visit } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { type Layout, layoutNetwork } from '#stats/reseau/layout.ts'
import { betweenness, measureNetwork } from '#stats/reseau/measures.ts'
import { buildNetwork, type Network, type Organisation } from '#stats/reseau/network.ts'
import { listParticipations } from './cooperation.facts.server.ts'
import { factsOf, tiesOf, yearsOf } from './cooperation.rules.ts'
import { type Nature, natures, type Participation, secteurs } from './cooperation.words.ts'

const SEED = 59
const MOST_TIES = 15
const MOST_FACTS = 60
// Many steps draw a small network well; a large one settles in fewer, each being longer.
const stepsFor = (order: number) => (order > 200 ? 120 : 400)

const MOST_KEPT = 50

/** What was computed of a network is kept for the same facts: it takes a second, and depends on nothing else. */
function keeper<Value>(): (facts: unknown, make: () => Value) => Value {
  const kept = new Map<string, Value>()
  return (facts, make) => {
    const key = createHash('sha256').update(JSON.stringify(facts)).digest('hex')
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest) kept.delete(oldest)
    return value
  }
}

interface Asked {
  annee: number | null
  wanted: Set<Nature>
  /** Two organisations whose facts are asked for. */
  lien: readonly string[]
}

function askedOf(request: Request): Asked {
  const params = new URL(request.url).searchParams
  const known = Object.keys(natures) as Nature[] // keys of a const record
  const chosen = params.getAll('fait')
  const year = Number(params.get('annee'))
  return {
    annee: Number.isInteger(year) && year > 1900 ? year : null,
    wanted: new Set(chosen.length > 0 ? known.filter((its) => chosen.includes(its)) : known),
    lien: (params.get('lien') ?? '').split(',').slice(0, 2),
  }
}

/** The network of a territory as this person may read its facts: the year asked, all of them, and what each tie stands on. */
export function loadCooperation(args: RouteArgs) {
  const asked = askedOf(args.request)
  return read(args, async (visit) => {
    const { organisations, participations } = await gather(visit, asked.wanted)
    const shown = participations.filter(({ annee }) => asked.annee === null || annee === asked.annee)
    return {
      asked: { annee: asked.annee, faits: [...asked.wanted] },
      ...keepDrawn([organisations, participations, asked.annee], () =>
        drawn(organisations, participations, shown),
      ),
      facts: factsBetween(shown, asked.lien, organisations),
    }
  })
}

/** All that is measured and drawn of these facts. */
function drawn(
  organisations: Organisation[],
  participations: readonly Participation[],
  shown: readonly Participation[],
) {
  const network = buildNetwork(organisations, tiesOf(shown))
  const whole = buildNetwork(organisations, tiesOf(participations))
  return {
    years: yearsOf(organisations, participations),
    measures: measureNetwork(network),
    bridges: bridgesOf(network),
    aside: organisations.filter(({ id }) => whole.degree(id) === 0).map(({ id, label }) => ({ id, label })),
    ties: strongest(network),
    picture: pictureOf(
      network,
      layoutNetwork(tied(whole), { seed: SEED, iterations: stepsFor(whole.order) }),
    ),
  }
}

const keepDrawn = keeper<ReturnType<typeof drawn>>()

export type CooperationPage = Awaited<ReturnType<typeof loadCooperation>>

/** The same network for a file. */
export function loadNetwork(args: RouteArgs) {
  const asked = askedOf(args.request)
  return read(args, async (visit) => {
    const { organisations, participations } = await gather(visit, asked.wanted)
    const shown = participations.filter(({ annee }) => asked.annee === null || annee === asked.annee)
    return buildNetwork(organisations, tiesOf(shown))
  })
}

async function gather({ tx, actor }: Visit, wanted: Set<Nature>) {
  if (!can(actor, 'organisations.lire')) throw new Forbidden()
  const rows = await tx
    .selectFrom('organisation')
    .select(['id', 'nom', 'nature'])
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .orderBy('nom')
    .execute()
  const words: Record<string, string> = secteurs
  const organisations = rows.map(
    ({ id, nom, nature }): Organisation => ({ id, label: nom, sector: words[nature] ?? 'Autres' }),
  )
  const known = new Set(organisations.map(({ id }) => id))
  const participations = await listParticipations(tx, actor, wanted)
  return { organisations, participations: participations.filter((its) => known.has(its.organisationId)) }
}

/** Those that connect others most. */
function bridgesOf(network: Network) {
  return [...betweenness(network)]
    .filter(([, value]) => value > 0)
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, 8)
    .map(([id, value]) => ({ id, label: network.getNodeAttribute(id, 'label'), value }))
}

function strongest(network: Network) {
  return network
    .mapEdges((_edge, { weight }, source, target) => ({ source, target, weight }))
    .toSorted(
      (a, b) => b.weight - a.weight || `${a.source}${a.target}`.localeCompare(`${b.source}${b.target}`),
    )
    .slice(0, MOST_TIES)
    .map((tie) => ({
      ...tie,
      noms: [network.getNodeAttribute(tie.source, 'label'), network.getNodeAttribute(tie.target, 'label')],
    }))
}

/** The facts behind one tie. */
function factsBetween(
  shown: readonly Participation[],
  [a, b]: readonly string[],
  organisations: readonly Organisation[],
) {
  if (!a || !b) return null
  const nameOf = (id: string) => organisations.find((its) => its.id === id)?.label
  const [one, other] = [nameOf(a), nameOf(b)]
  if (!one || !other) return null
  const facts = [...factsOf(shown).values()].flatMap((members) => {
    const ids = new Set(members.map(({ organisationId }) => organisationId))
    const [first] = members
    return first && ids.has(a) && ids.has(b) ? [first] : []
  })
  const sorted = facts.toSorted((x, y) => y.annee - x.annee || x.titre.localeCompare(y.titre, 'fr'))
  return {
    noms: [one, other],
    total: sorted.length,
    rows: sorted
      .slice(0, MOST_FACTS)
      .map(({ nature, annee, titre, lien }) => ({ nature, annee, titre, lien })),
  }
}

/** Without those that nothing ties: they would only push the others to a corner. */
function tied(network: Network): Network {
  const copy = network.copy() as Network // the same kind of graph
  for (const node of network.filterNodes((its) => network.degree(its) === 0)) copy.dropNode(node)
  return copy
}

/** What the picture draws: everybody once tied at its fixed place, and the ties of the year. */
function pictureOf(network: Network, layout: Layout) {
  const strength = new Map(network.mapNodes((node) => [node, network.degree(node)]))
  const nodes = [...layout].map(([id, { x, y }]) => ({
    id,
    x,
    y,
    label: network.getNodeAttribute(id, 'label'),
    sector: network.getNodeAttribute(id, 'sector'),
    liens: strength.get(id) ?? 0,
  }))
  const edges = network.mapEdges((_edge, { weight }, source, target) => ({ source, target, weight }))
  return { nodes, edges }
}

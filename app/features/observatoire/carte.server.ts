import type { Tx } from '#app/db/connection.server.ts'
import { drawTerritoire, listCommunesAt, listQpvs } from '#app/features/territoires/index.server.ts'
import type { TerritoireMapData } from '#app/features/territoires/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import {
  type Choropleth,
  choroplethOf,
  type LegendLine,
  type MapChoice,
  type MappedPlace,
  type MapTone,
  readMapChoice,
} from './carte.rules.ts'
import { type Disponible, listDisponibles } from './disponibles.server.ts'
import type { Lecteur } from './lecture.server.ts'
import { type IndicateursLus, listLocales } from './locaux-lecture.server.ts'
import { rememberFigures } from './memoire.server.ts'
import { celluleOf } from './portrait-page.server.ts'
import type { Cellule } from './portrait-page.ts'
import { listValeurs } from './valeurs-liste.server.ts'

export interface CommuneOfMap {
  code: string
  nom: string
}

/** Where a quartier is drawn over the communes. */
export interface QpvPoint extends CommuneOfMap {
  x: number
  y: number
}

export interface Ground {
  communes: CommuneOfMap[]
  qpvs: QpvPoint[]
  map: TerritoireMapData
}

/** The communes of the territory at a date with their shapes, and its quartiers of the current generation. */
export async function loadGround(tx: Tx, at: IsoDate): Promise<Ground> {
  const communes = await listCommunesAt(tx, at)
  const qpvs = (await listQpvs(tx)).filter(({ generation }) => generation === 2024)
  const located = qpvs.flatMap(({ code, lon, lat }) =>
    lon === null || lat === null ? [] : [{ code, lon, lat }],
  )
  const { points, ...map } = await drawTerritoire(tx, communes, located)
  const drawn = qpvs.flatMap((qpv) => {
    const { code, nom } = qpv
    const at = points.find((point) => point.code === code) ?? middleOf(qpv, map)
    return at ? [{ code, nom, x: at.x, y: at.y }] : []
  })
  return { communes: communes.map(({ code, nom }) => ({ code, nom })), qpvs: apart(drawn), map }
}

/** A quartier whose place is unknown is drawn amid its communes. */
function middleOf(qpv: { communes: Array<{ code: string }> }, map: TerritoireMapData) {
  const boxes = map.places
    .filter(({ code }) => qpv.communes.some((one) => one.code === code))
    .map(({ box }) => box)
  if (boxes.length === 0) return null
  const mean = (of: (box: (typeof boxes)[number]) => number) =>
    Math.round(boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length)
  return { x: mean((box) => box.x + box.width / 2), y: mean((box) => box.y + box.height / 2) }
}

const APART = 14

/** Two quartiers drawn at the same point would hide each other: the second steps aside. */
function apart(points: QpvPoint[]): QpvPoint[] {
  const placed: QpvPoint[] = []
  for (const point of points) {
    const near = placed.filter(({ x, y }) => Math.hypot(x - point.x, y - point.y) < APART).length
    placed.push({ ...point, x: point.x + near * APART })
  }
  return placed
}

export interface CarteData extends Choropleth {
  map: TerritoireMapData
  places: MappedPlace[]
  /** Quartiers drawn over the communes with the same classes, when asked for. */
  qpvs: Array<MappedPlace & { x: number; y: number; tone: MapTone }>
  /** The same map at another period, with the same classes, when asked for. */
  compared: {
    periode: string
    places: MappedPlace[]
    tones: Record<string, MapTone>
    legend: LegendLine[]
  } | null
  indicateur: { id: string; label: string; unit: string; definition: string; source: string }
  periode: string
  choice: MapChoice
  choices: { indicateurs: Array<{ id: string; label: string }>; periodes: string[] }
}

interface Wanted {
  params: URLSearchParams
  lus: IndicateursLus
}

const grounds = new WeakMap<Ground, number>()
let lastGround = 0

/** Two readings of the same shapes are one ground: its number stands for them in the memory. */
function numberOf(ground: Ground): number {
  const number = grounds.get(ground) ?? ++lastGround
  grounds.set(ground, number)
  return number
}

/** One indicator at every commune of the territory, classed; null when nothing at all was imported. */
export function loadCarte(lecteur: Lecteur, ground: Ground, wanted: Wanted): Promise<CarteData | null> {
  const name = `carte ${numberOf(ground)} ${wanted.params.toString()}`
  return rememberFigures({ lecteur, lus: wanted.lus }, name, () => workOutCarte(lecteur, ground, wanted))
}

async function workOutCarte(
  lecteur: Lecteur,
  ground: Ground,
  { params, lus }: Wanted,
): Promise<CarteData | null> {
  const own = await listDisponiblesLocaux(lecteur, ground.communes, lus)
  const found = [...(await listDisponibles(lecteur, 'commune')), ...own]
  const asked = params.get('indicateur')?.toUpperCase()
  const one = asked ? found.find(({ indicateur }) => indicateur.id === asked) : usual(found)
  if (!one) {
    if (asked) throw new NotFound('Aucun fichier importé ne donne cet indicateur par commune.')
    return null
  }
  const periode = one.periodes.find((its) => its === params.get('periode')) ?? one.periodes[0] ?? ''
  return drawCarte(lecteur, ground, { one, periode, params, found, lus })
}

/** The territory's own indicators that have figures by commune. */
async function listDisponiblesLocaux(
  lecteur: Lecteur,
  communes: readonly CommuneOfMap[],
  lus: IndicateursLus,
): Promise<Disponible[]> {
  if (lus.indicateurs.length === 0) return []
  const codes = communes.map(({ code }) => code)
  const values = await listLocales(lecteur, { niveau: 'commune', codes, lus })
  const byId = Map.groupBy(values, ({ indicateur }) => indicateur)
  return lus.indicateurs.flatMap((indicateur) => {
    const periodes = new Set((byId.get(indicateur.id) ?? []).map(({ periode }) => periode))
    return periodes.size === 0 ? [] : [{ indicateur, periodes: [...periodes].sort().reverse() }]
  })
}

interface Drawing {
  one: Disponible
  periode: string
  params: URLSearchParams
  found: readonly Disponible[]
  lus: IndicateursLus
}

async function drawCarte(
  lecteur: Lecteur,
  ground: Ground,
  { one, periode, params, found, lus }: Drawing,
): Promise<CarteData> {
  const layers = await layersOf(lecteur, ground, { one, periode, params, lus })
  const choice = readMapChoice(params)
  const { id, label, unit, definition, source } = one.indicateur
  const all = [...layers.places, ...layers.others, ...layers.quartiers]
  const among = all.flatMap(({ cell }) => cell.value ?? [])
  const drawn = (list: readonly MappedPlace[]) => choroplethOf(list, { unit, choice, among })
  return {
    ...drawn(layers.places),
    map: ground.map,
    places: layers.places,
    qpvs: overlay(ground, layers.quartiers, drawn(layers.quartiers)),
    compared: layers.other ? comparedOf(layers.other, layers.others, drawn(layers.others)) : null,
    indicateur: { id, label, unit, definition, source },
    periode,
    choice,
    choices: {
      indicateurs: found.map(({ indicateur }) => ({ id: indicateur.id, label: indicateur.label })),
      periodes: one.periodes,
    },
  }
}

/** The communes, the same at another period and the quartiers over them, when the address asks for them. */
async function layersOf(
  lecteur: Lecteur,
  { communes, qpvs }: Ground,
  { one, periode, params, lus }: Omit<Drawing, 'found'>,
) {
  const other = one.periodes.find((its) => its === params.get('comparer') && its !== periode) ?? null
  const read = (named: readonly CommuneOfMap[], query: Omit<PlacesQuery, 'one' | 'lus'>) =>
    placesOf(lecteur, named, { one, lus, ...query })
  return {
    other,
    places: await read(communes, { periode, niveau: 'commune' }),
    others: other ? await read(communes, { periode: other, niveau: 'commune' }) : [],
    quartiers: params.has('qpv') ? await read(qpvs, { periode, niveau: 'qpv' }) : [],
  }
}

function overlay(
  ground: Ground,
  quartiers: readonly MappedPlace[],
  { tones }: Choropleth,
): CarteData['qpvs'] {
  return quartiers.flatMap((qpv) => {
    const at = ground.qpvs.find(({ code }) => code === qpv.code)
    return at ? [{ ...qpv, x: at.x, y: at.y, tone: tones[qpv.code] ?? ('none' as const) }] : []
  })
}

function comparedOf(periode: string, places: MappedPlace[], { tones, legend }: Choropleth) {
  return { periode, places, tones, legend }
}

/** The poverty rate when there is one: what most people come for. */
function usual(found: readonly Disponible[]): Disponible | undefined {
  return found.find(({ indicateur }) => indicateur.id === 'POV60') ?? found[0]
}

interface PlacesQuery {
  lus: IndicateursLus
  one: Disponible
  periode: string
  niveau: 'commune' | 'qpv'
}

const ABSENT = {
  commune: 'Le fichier n’a pas de ligne pour cette commune.',
  qpv: 'Aucun fichier importé ne donne cet indicateur pour ce quartier à cette période.',
}

async function placesOf(
  lecteur: Lecteur,
  named: readonly CommuneOfMap[],
  { one, periode, niveau, lus }: PlacesQuery,
): Promise<MappedPlace[]> {
  const codes = named.map(({ code }) => code)
  const { indicateur } = one
  const isOwn = lus.indicateurs.some(({ id }) => id === indicateur.id)
  const valeurs = isOwn
    ? (await listLocales(lecteur, { niveau, codes, lus })).filter(
        (its) => its.indicateur === indicateur.id && its.periode === periode,
      )
    : await listValeurs(lecteur, { indicateurs: [indicateur], niveau, codes, periode })
  const byCode = new Map(valeurs.map((valeur) => [valeur.lieu.code, valeur]))
  const blank: Cellule = {
    value: null,
    status: 'indisponible',
    text: 'non disponible',
    periode: null,
    why: ABSENT[niveau],
    origin: null,
    source: null,
  }
  return named.map(({ code, nom }) => {
    const valeur = byCode.get(code)
    return { code, nom, cell: valeur ? celluleOf(valeur) : blank }
  })
}

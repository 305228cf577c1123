import type { Tx } from '#app/db/connection.server.ts'
import { drawTerritoire, listCommunesAt } from '#app/features/territoires/index.server.ts'
import type { TerritoireMapData } from '#app/features/territoires/index.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import {
  type Choropleth,
  choroplethOf,
  type MapChoice,
  type MappedPlace,
  readMapChoice,
} from './carte.rules.ts'
import { type Disponible, listDisponibles } from './disponibles.server.ts'
import type { Lecteur } from './lecture.server.ts'
import { celluleOf } from './portrait-page.server.ts'
import { listValeurs } from './valeurs-liste.server.ts'

export interface CommuneOfMap {
  code: string
  nom: string
}

export interface Ground {
  communes: CommuneOfMap[]
  map: TerritoireMapData
}

/** The communes of the territory at a date and their shapes. */
export async function loadGround(tx: Tx, at: IsoDate): Promise<Ground> {
  const communes = await listCommunesAt(tx, at)
  return {
    communes: communes.map(({ code, nom }) => ({ code, nom })),
    map: await drawTerritoire(tx, communes),
  }
}

export interface CarteData extends Choropleth {
  map: TerritoireMapData
  places: MappedPlace[]
  indicateur: { id: string; label: string; unit: string; definition: string; source: string }
  periode: string
  choice: MapChoice
  choices: { indicateurs: Array<{ id: string; label: string }>; periodes: string[] }
}

/** One indicator at every commune of the territory, classed; null when nothing at all was imported. */
export async function loadCarte(
  lecteur: Lecteur,
  ground: Ground,
  params: URLSearchParams,
): Promise<CarteData | null> {
  const found = await listDisponibles(lecteur, 'commune')
  const asked = params.get('indicateur')?.toUpperCase()
  const one = asked ? found.find(({ indicateur }) => indicateur.id === asked) : usual(found)
  if (!one) {
    if (asked) throw new NotFound('Aucun fichier importé ne donne cet indicateur par commune.')
    return null
  }
  const periode = one.periodes.find((its) => its === params.get('periode')) ?? one.periodes[0] ?? ''
  const places = await placesOf(lecteur, ground, { one, periode })
  const choice = readMapChoice(params)
  const { id, label, unit, definition, source } = one.indicateur
  return {
    ...choroplethOf(places, unit, choice),
    map: ground.map,
    places,
    indicateur: { id, label, unit, definition, source },
    periode,
    choice,
    choices: {
      indicateurs: found.map(({ indicateur }) => ({ id: indicateur.id, label: indicateur.label })),
      periodes: one.periodes,
    },
  }
}

/** The poverty rate when there is one: what most people come for. */
function usual(found: readonly Disponible[]): Disponible | undefined {
  return found.find(({ indicateur }) => indicateur.id === 'POV60') ?? found[0]
}

async function placesOf(
  lecteur: Lecteur,
  { communes }: Ground,
  { one, periode }: { one: Disponible; periode: string },
): Promise<MappedPlace[]> {
  const codes = communes.map(({ code }) => code)
  const valeurs = await listValeurs(lecteur, {
    indicateurs: [one.indicateur],
    niveau: 'commune',
    codes,
    periode,
  })
  const byCode = new Map(valeurs.map((valeur) => [valeur.lieu.code, valeur]))
  return communes.map(({ code, nom }) => {
    const valeur = byCode.get(code)
    const blank = {
      value: null,
      status: 'indisponible' as const,
      text: 'non disponible',
      periode: null,
      why: 'Le fichier n’a pas de ligne pour cette commune.',
      origin: null,
      source: null,
    }
    return { code, nom, cell: valeur ? celluleOf(valeur) : blank }
  })
}

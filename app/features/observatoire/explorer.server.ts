import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { listDisponibles } from './disponibles.server.ts'
import { indicateurs } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { keyOfLieu, type LieuNomme } from './lieu-mots.ts'
import { getHome, getLieu } from './lieu-page.server.ts'
import { allValeursOfLieu, findAmong, type IndicateursLus } from './locaux-lecture.server.ts'
import { celluleOf } from './portrait-page.server.ts'
import type { Cellule } from './portrait-page.ts'
import type { Valeur } from './valeur.ts'

/** More lines than this cannot be told apart on one drawing. */
const MOST_PLACES = 6

export interface Exploration {
  indicateur: { id: string; label: string; unit: string; definition: string }
  periodes: string[]
  series: Array<{ key: string; nom: string; cells: Array<Cellule | null> }>
  choices: Array<{ id: string; label: string }>
}

/** The places an address asks for, the intercommunality when it asks for none. */
export async function placesAsked(tx: Tx, asked: readonly string[], at: IsoDate): Promise<LieuNomme[]> {
  const keys = asked.length > 0 ? asked.slice(0, MOST_PLACES) : [`epci:${await getHome(tx)}`]
  const places: LieuNomme[] = []
  for (const key of new Set(keys)) {
    const [niveau, code] = key.split(':')
    places.push(await getLieu(tx, { niveau, code }, at))
  }
  return places
}

/** One indicator at some places over every period. Two generations of a quarter are two places, never one line. */
export async function explore(
  lecteur: Lecteur,
  places: readonly LieuNomme[],
  { asked, lus }: { asked: string | null; lus: IndicateursLus },
): Promise<Exploration> {
  const indicateur = findAmong(asked ?? 'POP_TOTAL', lus)
  if (!indicateur) throw new NotFound('Cet indicateur n’est pas dans le catalogue.')
  const found = new Set([
    ...(await listDisponibles(lecteur, 'commune')).map((one) => one.indicateur.id),
    ...lus.indicateurs.map((one) => one.id),
  ])
  const own: Valeur[][] = []
  for (const lieu of places) own.push((await allValeursOfLieu(lecteur, lieu, lus)).get(indicateur.id) ?? [])
  const periodes = [...new Set(own.flat().map(({ periode }) => periode))].sort()
  const { id, label, unit, definition } = indicateur
  return {
    indicateur: { id, label, unit, definition },
    periodes,
    series: places.map((lieu, at) => ({
      key: keyOfLieu(lieu),
      nom: lieu.nom,
      cells: periodes.map((periode) => {
        const valeur = own[at]?.find((one) => one.periode === periode)
        return valeur ? celluleOf(valeur) : null
      }),
    })),
    choices: [...indicateurs, ...lus.indicateurs]
      .map((one) => ({ id: one.id, label: found.has(one.id) ? one.label : `${one.label} (aucun fichier)` }))
      .sort((one, other) => Number(!found.has(one.id)) - Number(!found.has(other.id))),
  }
}

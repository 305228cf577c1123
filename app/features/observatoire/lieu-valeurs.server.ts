import { listAggregates } from './agregats.server.ts'
import { indicateurs as catalogue } from './indicateurs.ts'
import type { Lecteur } from './lecture.server.ts'
import { keyOfLieu, type LieuNomme } from './lieu-mots.ts'
import type { Valeur } from './valeur.ts'
import { listValeurs } from './valeurs-liste.server.ts'

/** The values of a place by indicator, latest first. */
export type ByIndicateur = ReadonlyMap<string, Valeur[]>

const remembered = new WeakMap<Lecteur, Map<string, Promise<ByIndicateur>>>()

/** Every indicator at a place, published or computed, added up from its communes otherwise. Worked out once a store. */
export function valeursOfLieu(lecteur: Lecteur, lieu: LieuNomme): Promise<ByIndicateur> {
  const own = remembered.get(lecteur) ?? new Map<string, Promise<ByIndicateur>>()
  remembered.set(lecteur, own)
  const key = [keyOfLieu(lieu), ...(lieu.members ?? [])].join(' ')
  const found = own.get(key) ?? gather(lecteur, lieu)
  own.set(key, found)
  found.catch(() => own.delete(key))
  return found
}

async function gather(lecteur: Lecteur, lieu: LieuNomme): Promise<ByIndicateur> {
  const published = await listValeurs(lecteur, {
    indicateurs: catalogue,
    niveau: lieu.niveau,
    codes: [lieu.code],
  })
  const said = new Set(published.map(({ indicateur }) => indicateur))
  const rest = catalogue.filter(({ id }) => !said.has(id))
  const members = lieu.members ?? undefined
  const added = await listAggregates(lecteur, { indicateurs: rest, lieu, members })
  return Map.groupBy([...published, ...added], ({ indicateur }) => indicateur)
}

/** The communes of the territory, all indicators: what positions are read among. One reading, worked out once. */
export function valeursOfCommunes(lecteur: Lecteur, codes: readonly string[]): Promise<ByIndicateur> {
  const own = remembered.get(lecteur) ?? new Map<string, Promise<ByIndicateur>>()
  remembered.set(lecteur, own)
  const key = `communes ${codes.join(' ')}`
  const found =
    own.get(key) ??
    listValeurs(lecteur, { indicateurs: catalogue, niveau: 'commune', codes }).then((all) =>
      Map.groupBy(all, ({ indicateur }) => indicateur),
    )
  own.set(key, found)
  found.catch(() => own.delete(key))
  return found
}

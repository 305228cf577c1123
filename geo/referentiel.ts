/**
 * Communes, intercommunalities, départements and regions of the year, out of the package
 * `@etalab/decoupage-administratif`. Read from disk at the first question and kept in a compact form; nothing
 * is read at import time. Node only.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compareText, hasWords, normaliseForSearch } from '#app/lib/text.ts'
import type { CodeCommune, CodeDepartement, CodeEpci, CodeRegion } from './codes.ts'

/** Geography of 1 January of this year (package version 6). */
export const REFERENTIEL_MILLESIME = 2026

export type CommuneReference = {
  code: CodeCommune
  nom: string
  departement: CodeDepartement
  region: CodeRegion | null
  /** Legal population, null where none is published (uninhabited lands). */
  population: number | null
  codesPostaux: ReadonlyArray<string>
}

export type EpciMember = { code: CodeCommune; siren: string; nom: string; population: number }

/** CC, CA, CU, METRO, or MET69 for Lyon, which is not an EPCI in law but levies as one. */
export type EpciReference = { code: CodeEpci; nom: string; type: string; members: ReadonlyArray<EpciMember> }

export type PlaceReference<Code> = { code: Code; nom: string }

/** An intercommunality and its members, population municipale of each; null when the SIREN is none of them. */
export function epciOf(siren: string): EpciReference | null {
  return epcis().get(siren) ?? null
}

/** The intercommunality a commune is in; null for the few islands that are in none, or for an unknown code. */
export function epciOfCommune(code: string): EpciReference | null {
  const siren = epciByCommune().get(code)
  return siren === undefined ? null : epciOf(siren)
}

/** A commune of today; null for a merged, delegated or unknown one. */
export function communeOf(code: string): CommuneReference | null {
  return communes().get(code) ?? null
}

/** Every commune of today, in the order of codes. */
export function listCommunes(): IterableIterator<CommuneReference> {
  return communes().values()
}

/** Every intercommunality, in the order of codes. */
export function listEpcis(): IterableIterator<EpciReference> {
  return epcis().values()
}

/** The name of a département; null when there is none of this code. */
export function departementReference(code: string): PlaceReference<CodeDepartement> | null {
  return departements().get(code) ?? null
}

/** The name of a region; null when there is none of this code. */
export function regionReference(code: string): PlaceReference<CodeRegion> | null {
  return regions().get(code) ?? null
}

/** Intercommunalities whose name or SIREN begins as searched, by name. */
export function searchEpcis(search: string, limit: number): EpciReference[] {
  return searchIn(epciNames(), search, limit)
}

/** Communes whose name or code begins as searched, by name. */
export function searchCommunes(search: string, limit: number): CommuneReference[] {
  return searchIn(communeNames(), search, limit)
}

type RawCommune = {
  code: string
  nom: string
  type: string
  departement?: string
  region?: string
  population?: number
  codesPostaux?: string[]
  zone?: string
  collectiviteOutremer?: { code: string }
}
type RawEpci = {
  code: string
  nom: string
  type: string
  membres: { code: string; siren: string; nom: string; populationMunicipale: number }[]
}

const communes = once(() => {
  const known = new Map<string, CommuneReference>()
  for (const raw of readData<RawCommune[]>('communes')) {
    if (raw.type === 'commune-actuelle') known.set(raw.code, toCommune(raw))
  }
  return known
})

const epcis = once(() => {
  const known = new Map<string, EpciReference>()
  for (const raw of readData<RawEpci[]>('epci')) {
    const members = raw.membres.map((membre) => ({
      // as: codes of the official reference
      code: membre.code as CodeCommune,
      siren: membre.siren,
      nom: membre.nom,
      population: membre.populationMunicipale,
    }))
    // as: codes of the official reference
    known.set(raw.code, { code: raw.code as CodeEpci, nom: raw.nom, type: raw.type, members })
  }
  return known
})

const epciByCommune = once(() => {
  const known = new Map<string, CodeEpci>()
  for (const epci of epcis().values()) for (const member of epci.members) known.set(member.code, epci.code)
  return known
})

const epciNames = once(() => withSearchText(epcis().values()))
const communeNames = once(() => withSearchText(communes().values()))
const departements = once(() => byCode<CodeDepartement>('departements'))
const regions = once(() => byCode<CodeRegion>('regions'))

function byCode<Code extends string>(file: string): Map<string, PlaceReference<Code>> {
  const places = readData<{ code: Code; nom: string }[]>(file)
  return new Map(places.map(({ code, nom }) => [code, { code, nom }]))
}

function toCommune(raw: RawCommune): CommuneReference {
  const departement = raw.departement ?? raw.collectiviteOutremer?.code ?? raw.code.slice(0, 3)
  return {
    // as: codes of the official reference
    code: raw.code as CodeCommune,
    nom: raw.nom,
    departement: departement as CodeDepartement,
    region: (raw.region as CodeRegion | undefined) ?? null,
    population: raw.population ?? null,
    codesPostaux: raw.codesPostaux ?? [],
  }
}

type Searchable<Place> = { place: Place; text: string }

/** Normalising 35 000 names takes a fifth of a second: once, not at each letter typed. */
function withSearchText<Place extends { nom: string }>(places: Iterable<Place>): Searchable<Place>[] {
  return Array.from(places, (place) => ({ place, text: normaliseForSearch(place.nom) }))
}

function searchIn<Place extends { code: string; nom: string }>(
  places: ReadonlyArray<Searchable<Place>>,
  search: string,
  limit: number,
): Place[] {
  const code = search.replaceAll(/\s/g, '').toUpperCase()
  const words = normaliseForSearch(search)
  return places
    .filter(({ place, text }) => hasWords(text, words) || (code !== '' && place.code.startsWith(code)))
    .map(({ place }) => place)
    .sort((a, b) => compareText(a.nom, b.nom))
    .slice(0, limit)
}

function readData<Data>(file: string): Data {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${file}.json`)
  // as: the shape of the package's files, pinned to one version and covered by tests
  return JSON.parse(readFileSync(path, 'utf8')) as Data
}

function once<Result>(compute: () => Result): () => Result {
  let result: Result | undefined
  return () => {
    result ??= compute()
    return result
  }
}

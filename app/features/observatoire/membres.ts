import type { Niveau } from '#data/sources/niveaux.ts'
import { communeOfIris, parseCodeIris } from '#geo/iris.ts'
import { departementOfQpv, parseCodeQpv } from '#geo/qpv.ts'
import { communeOf, epciOf, epciOfCommune, listCommunes } from '#geo/referentiel.ts'

/**
 * The communes of a larger place, in the reference geography of the year; none for a place that is not made of
 * communes. Municipal arrondissements are never members beside their commune.
 */
export function membersOf(lieu: { niveau: Niveau; code: string }): string[] {
  if (lieu.niveau === 'epci') return epciOf(lieu.code)?.members.map(({ code }) => code) ?? []
  if (lieu.niveau === 'france') return [...listCommunes()].map(({ code }) => code)
  const communes = [...listCommunes()]
  if (lieu.niveau === 'departement') {
    return communes.filter(({ departement }) => departement === lieu.code).map(({ code }) => code)
  }
  if (lieu.niveau === 'region')
    return communes.filter(({ region }) => region === lieu.code).map(({ code }) => code)
  return []
}

/**
 * The larger place of a level that holds this one, or null when there is none or it cannot be said. A quarter may lie in
 * two intercommunalities: `home` is the one the reader works in.
 */
export function containerOf(
  lieu: { niveau: string; code: string },
  niveau: Niveau,
  home: string | null = null,
): string | null {
  if (niveau === 'france') return 'FR'
  if (lieu.niveau === niveau) return lieu.code
  if (niveau === 'epci' && home && lieu.niveau !== 'commune') return home
  const commune = communeWithin(lieu)
  if (niveau === 'epci') return commune ? (epciOfCommune(commune)?.code ?? null) : null
  const qpv = lieu.niveau === 'qpv' ? parseCodeQpv(lieu.code) : null
  const departement =
    lieu.niveau === 'canton'
      ? departementOfCanton(lieu.code)
      : qpv
        ? departementOfQpv(qpv)
        : commune
          ? communeOf(commune)?.departement
          : null
  if (niveau === 'departement') return departement ?? null
  if (niveau !== 'region' || !departement) return null
  return regionsOfDepartements().get(departement) ?? null
}

/** `5931` is canton 31 of county 59: the two last digits number the canton. */
export function departementOfCanton(code: string): string | null {
  return /^(?:\d{2}|2[AB]|97\d)\d{2}$/.test(code) ? code.slice(0, -2) : null
}

let regions: ReadonlyMap<string, string | null> | null = null

/** The region of each county, read once from its communes. */
function regionsOfDepartements(): ReadonlyMap<string, string | null> {
  regions ??= new Map([...listCommunes()].map(({ departement, region }) => [departement, region]))
  return regions
}

/** A commune that stands for the place when its county is asked; an EPCI over two counties has none. */
function communeWithin({ niveau, code }: { niveau: string; code: string }): string | null {
  if (niveau === 'commune') return code
  const iris = niveau === 'iris' ? parseCodeIris(code) : null
  if (iris) return communeOfIris(iris)
  if (niveau !== 'epci') return null
  const members = epciOf(code)?.members ?? []
  const counties = new Set(members.map((member) => communeOf(member.code)?.departement))
  return counties.size === 1 ? (members[0]?.code ?? null) : null
}

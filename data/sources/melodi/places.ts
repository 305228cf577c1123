import { plainName } from '#app/lib/tables/index.ts'
import { type CodeOutcome, niveauOfCode, niveauOfName, readLieu } from '#data/sources/niveaux.ts'
import { epciOfCommune, listCommunes, listEpcis } from '#geo/referentiel.ts'

/** The intercommunalities a file speaks of, from its places of one possible name. */
export function epcisOf(labels: readonly string[]): ReadonlySet<string> {
  const found = labels.flatMap((label) => {
    const read = readMelodiPlace(label, null)
    if (!('lieu' in read)) return []
    const { niveau, code } = read.lieu
    return niveau === 'epci' ? [code] : niveau === 'commune' ? (epciOfCommune(code)?.code ?? []) : []
  })
  return new Set(found)
}

/** `2025-COM-44109` (API), a code with its level in another column, or a label alone. */
export function readMelodiPlace(
  text: string,
  level: string | null,
  near: ReadonlySet<string> = new Set(),
): CodeOutcome {
  const coded = /^(\d{4})-([A-Z0-9]+)-(.+)$/.exec(text)
  if (coded?.[2] && coded[3]) return dated(coded[3], coded[2], coded[1] ?? '')
  const niveau = level === null ? null : niveauOfName(level)
  if (/^(?:F|FM|FR|FE|METRO|FRANCE.*)$/i.test(text)) return readLieu('FR', 'france')
  if (niveauOfCode(text) !== null || /^[0-9A-Z]{2,9}$/.test(text)) return readLieu(text, niveau)
  return byName(text, niveau, near)
}

/** The geography year is part of the place: two years are never the same series. */
function dated(code: string, levelName: string, year: string): CodeOutcome {
  const niveau = niveauOfName(levelName)
  if (niveau === null) return { problem: `« ${levelName} » n’est pas un niveau géographique connu` }
  const outcome = readLieu(niveau === 'france' ? 'FR' : code, niveau)
  if (!('lieu' in outcome)) return outcome
  return { ...outcome, lieu: { ...outcome.lieu, generation: outcome.lieu.generation ?? year } }
}

/** A label names a place when only one place of France bears it, or only one in the intercommunality of the file. */
function byName(
  text: string,
  niveau: ReturnType<typeof niveauOfName>,
  near: ReadonlySet<string>,
): CodeOutcome {
  const wanted = plainName(text)
  const communes = niveau === 'epci' ? [] : (names().communes.get(wanted) ?? [])
  const epcis = niveau === 'commune' ? [] : (names().epcis.get(wanted) ?? [])
  const places = [
    ...communes.map((code) => ['commune', code] as const),
    ...epcis.map((code) => ['epci', code] as const),
  ]
  const here = places.filter(([, code]) => near.size === 1 && near.has(epciOfCommune(code)?.code ?? ''))
  const [only] = places.length === 1 ? places : here
  if (only && (places.length === 1 || here.length === 1)) return readLieu(only[1], only[0])
  if (places.length > 1) return { problem: `« ${text} » est le nom de plusieurs lieux` }
  return { problem: `« ${text} » n’est le nom d’aucun lieu connu` }
}

interface Names {
  communes: Map<string, string[]>
  epcis: Map<string, string[]>
}

let cache: Names | null = null

function names(): Names {
  cache ??= { communes: index(listCommunes()), epcis: index(listEpcis()) }
  return cache
}

function index(places: Iterable<{ code: string; nom: string }>): Map<string, string[]> {
  const byName = new Map<string, string[]>()
  for (const { code, nom } of places)
    byName.set(plainName(nom), [...(byName.get(plainName(nom)) ?? []), code])
  return byName
}

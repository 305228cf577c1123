/** A level and the geography of its codes: « commune 2024 », « qpv 2015 ». */
export type Frame = `${string} ${string}`

interface Described {
  dataset: string
  millesime: string | null
  geographies: ReadonlySet<Frame>
}

interface Rupture {
  code: 'rupture-geographie' | 'rupture-generation' | 'enquetes-communes'
  message: string
}

/** Five years of surveys make one census: two closer than that share some of their answers. */
const CENSUS_YEARS = 5

/** Why the figures of two files of the same data set cannot be read as one line. */
export function rupturesBetween(now: Described, before: Described): Rupture[] {
  return [...geographyOf(now, before), ...censusOf(now, before)]
}

function yearsOf({ geographies }: Described, niveau: string): string[] {
  const own = [...geographies].filter((frame) => frame.startsWith(`${niveau} `))
  return own.map((frame) => frame.slice(niveau.length + 1)).filter(Boolean)
}

function geographyOf(now: Described, before: Described): Rupture[] {
  const [is, was] = [yearsOf(now, 'commune'), yearsOf(before, 'commune')]
  const found: Rupture[] = []
  if (is[0] && was[0] && !is.some((year) => was.includes(year)))
    found.push({
      code: 'rupture-geographie',
      message: `Ce fichier suit les communes de ${is[0]}, le millésime ${before.millesime ?? 'précédent'} celles de ${was[0]} : les communes fusionnées entre-temps ne se comparent que par leurs sommes.`,
    })
  const [generation, older] = [yearsOf(now, 'qpv'), yearsOf(before, 'qpv')]
  if (generation[0] && older[0] && !generation.some((year) => older.includes(year)))
    found.push({
      code: 'rupture-generation',
      message: `Ce fichier décrit les quartiers de ${generation[0]}, le précédent ceux de ${older[0]} : les deux générations restent deux séries, sans ligne entre elles.`,
    })
  return found
}

function censusOf(now: Described, before: Described): Rupture[] {
  const isCensus = /^(?:base_(?:cc|ic)_|dossier_complet$)/.test(now.dataset)
  const gap = Math.abs(Number(now.millesime) - Number(before.millesime))
  if (!isCensus || !(gap > 0) || gap >= CENSUS_YEARS) return []
  const message = `Les recensements ${before.millesime} et ${now.millesime} partagent des années d’enquête : ils ne se comparent qu’à ${CENSUS_YEARS} ans d’écart au moins.`
  return [{ code: 'enquetes-communes', message }]
}

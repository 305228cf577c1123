import { readDate } from '#app/lib/tables/index.ts'

/** Two digits of a French statistical variable as a year. */
export function yearOf(digits: string): number {
  const short = Number(digits)
  return short >= 60 ? 1900 + short : 2000 + short
}

/**
 * The period of a variable of Insee. Its label decides when it speaks (« en 2018 », « entre 2013 et 2018 »); then the
 * prefix of the census (`P21_`); then a suffix, believed only when it is the year the other columns of the file end
 * with, because `TP60AGE121` is age class 1 in 2021 and not class 12 in 2001.
 */
export function periodOf(variable: string, label: string | null, fileYear: string | null): string | null {
  const said = label ? periodOfLabel(label) : null
  if (said) return said
  const census = /^[A-Z](\d{2})_/.exec(variable)
  if (census?.[1]) return String(yearOf(census[1]))
  const range = /[A-Z](\d{2})(\d{2})$/i.exec(variable)
  if (range?.[1] && range[2]) {
    const [from, to] = [yearOf(range[1]), yearOf(range[2])]
    if (to - from >= 4 && to - from <= 12 && /^(?:NAIS|DECE|SOLD)/i.test(variable)) return `${from}-${to}`
  }
  const suffix = /(\d{2})$/.exec(variable)?.[1]
  if (suffix && fileYear && String(yearOf(suffix)) === fileYear) return fileYear
  if (suffix && /^(?:NAISD|DECESD)\d{2}$/i.test(variable)) return String(yearOf(suffix))
  return fileYear === null && suffix && isPlausible(suffix) ? String(yearOf(suffix)) : null
}

function isPlausible(digits: string): boolean {
  const year = yearOf(digits)
  return year >= 2004 && year <= 2035
}

function periodOfLabel(label: string): string | null {
  const between = /entre (?:le \d{2}\/\d{2}\/)?(\d{4}) et (?:le \d{2}\/\d{2}\/)?(\d{4})/i.exec(label)
  if (between) return `${between[1]}-${between[2]}`
  const at = /\b(?:en|fin|au \d{1,2}(?:er)? \p{L}+|au \d{2}\/\d{2}\/?|de|-)\s*((?:19|20)\d{2})\b/iu.exec(
    label,
  )
  return at?.[1] ?? null
}

/** The year most variables end with: the millésime of a file such as Filosofi, whose columns all carry it. */
export function fileYearOf(columns: readonly string[]): string | null {
  const times = new Map<string, number>()
  for (const column of columns) {
    const digits = /^[A-Z](\d{2})_/.exec(column)?.[1] ?? /(\d{2})$/.exec(column)?.[1]
    if (digits && isPlausible(digits)) times.set(digits, (times.get(digits) ?? 0) + 1)
  }
  const best = [...times].sort((one, other) => other[1] - one[1])[0]
  return best ? String(yearOf(best[0])) : null
}

/** The first year written in the name of a file: a hint, used only when the content is silent, and said. */
export function yearInName(name: string): string | null {
  return /(?:^|\D)((?:19|20)\d{2})(?=\D|$)/.exec(name)?.[1] ?? null
}

/** A column headed by its own period: `2023-T4`, `Population municipale 2021`, `Budget_2022`. */
export interface DatedHeading {
  /** What is measured; empty when the heading is only a period. */
  measure: string
  periode: string
}

/** A period as written (`31/12/2022`, `2023T4`, `2023/12`) in the one form of the store; what is no date stays as it is. */
export function normalPeriode(text: string): string {
  const read = readDate(text)
  if (!read || read.precision === 'periode') return text
  if (read.precision === 'annee') return read.debut.slice(0, 4)
  if (read.precision === 'mois') return read.debut.slice(0, 7)
  if (read.precision === 'jour') return read.debut
  return `${read.debut.slice(0, 4)}-T${Math.ceil(Number(read.debut.slice(5, 7)) / 3)}`
}

const MONTHS = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec']

/** `… au 31/12/2023`, `… au 31 décembre 2023`, `… fin décembre 2023`: a heading dated by a day or the end of a month. */
function datedByDay(name: string): DatedHeading | null {
  const digits = /^(.*?)[\s(,-]*(?:au |le )?(\d{1,2})\/(\d{1,2})\/((?:19|20)\d{2})\)?$/i.exec(name)
  if (digits) return { measure: digits[1] ?? '', periode: normalPeriode(digits.slice(2).join('/')) }
  const words =
    /^(.*?)[\s(,-]*(?:au|fin)\s+(\d{1,2}(?:er)?\s+)?(\p{L}{3,9})\.?\s+((?:19|20)\d{2})\)?$/iu.exec(name)
  if (!words) return null
  const plain = (words[3] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  const month = MONTHS.findIndex((start) => plain.startsWith(start)) + 1
  if (month === 0) return null
  const day = words[2] ? `/${Number.parseInt(words[2], 10)}` : ''
  const padded = String(month).padStart(2, '0')
  return { measure: words[1] ?? '', periode: normalPeriode(`${words[4]}/${padded}${day}`) }
}

/** Splits a heading that ends with its period, or answers null. A year stuck to letters (`POP2021`) stays in the name. */
export function datedHeading(name: string): DatedHeading | null {
  const day = datedByDay(name.replaceAll('_', ' ').trim())
  if (day) return { ...day, measure: day.measure.trim() }
  const found = /^(.*?)[\s_(,-]*\b((?:19|20)\d{2})(?:[\s_-]?T([1-4]))?\)?$/i.exec(
    name.replaceAll('_', ' ').trim(),
  )
  if (found?.[2]) {
    const periode = found[3] ? `${found[2]}-T${found[3]}` : found[2]
    return { measure: (found[1] ?? '').trim(), periode }
  }
  const quarter = /^(.*?)[\s(,-]*\bT([1-4])[\s-]((?:19|20)\d{2})\)?$/i.exec(name.trim())
  if (quarter?.[3]) return { measure: (quarter[1] ?? '').trim(), periode: `${quarter[3]}-T${quarter[2]}` }
  const stuck = /^[A-Za-z_]+((?:19|20)\d{2})$/.exec(name.trim())
  return stuck?.[1] ? { measure: name.trim(), periode: stuck[1] } : null
}

/** The year a title gives to the figures: « au 31 décembre 2022 », « en 2021 »; never the year of the geography. */
export function yearOfTitles(titles: readonly string[]): string | null {
  const about = titles.filter((title) => !/g[ée]ographie|mise en ligne|parution|publi[ée]/i.test(title))
  return (
    about
      .map(
        (title) =>
          /\b(?:en|ann[ée]e|mill[ée]sime|RP|Filosofi|recensements? de la population|fiscal|au \d{1,2}(?:er)? \p{L}+|au \d{2}\/\d{2}\/?)\s*((?:19|20)\d{2})/iu.exec(
            title,
          )?.[1],
      )
      .find(Boolean) ?? null
  )
}

import { cellText, type ReportLine } from '#app/lib/tables/index.ts'
import {
  columnOf,
  type Format,
  LICENCE_OUVERTE,
  type Plan,
  remark,
  type Sheet,
  type WidePart,
} from '#data/sources/contract.ts'
import { niveauOfName, readLieu } from '#data/sources/niveaux.ts'
import { yearInName, yearOf } from '../periods.ts'
import { geographieOf, measure } from '../wide.ts'

const MUNICIPAL = /^(?:PMUN\d{0,4}|P\d{2}_PMUN|p\d{2}_pop|Population municipale.*)$/i
const OTHERS: Array<[string, RegExp]> = [
  ['PMUN', MUNICIPAL],
  ['PCAP', /^(?:PCAP\d{0,4}|Population compt[ée]e? [àa] part.*)$/i],
  ['PTOT', /^(?:PTOT\d{0,4}|Population totale.*)$/i],
]
const WHOLE_CODE = /^(?:COM|CODGEO|DEPCOM|CODE_?INSEE|Code g[ée]ographique)$/i
const SHORT_CODE = /^(?:CODCOM|Code commune|COM)$/i
const DEPARTMENT = /^(?:DEP|CODDEP|Code d[ée]partement)$/i

/** Legal populations by commune (and by canton, arrondissement… in the workbooks). */
export const populationsLegales: Format = {
  id: 'populations-legales',
  label: 'Populations légales (population municipale, comptée à part, totale)',
  recognise: ({ sheets, opened, millesime }) => {
    const found = sheets.filter(
      (sheet) => columnOf(sheet, MUNICIPAL) >= 0 && columnOf(sheet, OTHERS[2]?.[1] ?? /$^/) >= 0,
    )
    const parts = found.flatMap((sheet) => partOf(sheet, { name: opened.name, millesime }))
    const [first] = parts
    if (!first) return null
    const unread = sheets.filter(
      (sheet) => !parts.some(({ part }) => part.sheet === sheet) && sheet.sample.length > 0,
    )
    return {
      format: 'populations-legales',
      dataset: 'populations_legales',
      producer: 'Insee, recensement de la population',
      licence: LICENCE_OUVERTE,
      millesime: first.year,
      parts: parts.map(({ part }) => part),
      flags: [
        ...parts.flatMap(({ flags }) => flags),
        ...unread.map((sheet) =>
          remark(
            'feuille-non-lue',
            `« ${sheet.table.name} » n’a pas de code de lieu connu : elle n’est pas importée.`,
          ),
        ),
      ],
    } satisfies Plan
  },
}

interface Facts {
  name: string
  millesime: string | null
}

function partOf(
  sheet: Sheet,
  facts: Facts,
): Array<{ part: WidePart; flags: ReportLine[]; year: string | null }> {
  const code = codeOf(sheet)
  if (!code) return []
  const { year, flags } = yearOfSheet(sheet, facts)
  const values = OTHERS.flatMap(([variable, shape]) => {
    const column = columnOf(sheet, shape)
    return column < 0
      ? []
      : [
          {
            column,
            serie: measure('populations_legales', variable, {
              periode: year ?? 'inconnue',
              unit: 'personnes',
            }),
          },
        ]
  })
  return [
    {
      part: { shape: 'large', sheet, code, geographie: geographieOf(sheet.header.titles), values },
      flags,
      year,
    },
  ]
}

/** A whole commune code in one column, or the department and three digits in two. */
function codeOf(sheet: Sheet): WidePart['code'] | null {
  const level = sheet.table.sheet
    ? niveauOfName(sheet.table.sheet.replace(/ et m[ée]tropoles$/i, ''))
    : 'commune'
  if (level === 'canton') return cantonCodeOf(sheet)
  if (level === 'region' || level === 'departement') return wholeCodeOf(sheet, level)
  if (level !== null && level !== 'commune') return null
  const department = columnOf(sheet, DEPARTMENT)
  const short = columnOf(sheet, SHORT_CODE)
  if (department >= 0 && short >= 0 && /^\d{1,3}$/.test(cellText(sheet.sample[0]?.cells[short]))) {
    return {
      columns: [department, short],
      levelColumn: null,
      read: (text) => readLieu(joined(text), 'commune'),
    }
  }
  const whole = columnOf(sheet, WHOLE_CODE)
  return whole < 0 ? null : { columns: [whole], levelColumn: null, read: (text) => readLieu(text, 'commune') }
}

/** `59` and `31` are the canton `5931`, as in the official code. */
function cantonCodeOf(sheet: Sheet): WidePart['code'] | null {
  const columns = [columnOf(sheet, DEPARTMENT), columnOf(sheet, /^(?:CODCAN|Code canton)$/i)]
  if (columns.some((column) => column < 0)) return null
  return { columns, levelColumn: null, read: (text) => readLieu(text, 'canton') }
}

const OF_LEVEL = { region: /^(?:REG|Code r[ée]gion)$/i, departement: DEPARTMENT }

function wholeCodeOf(sheet: Sheet, level: 'region' | 'departement'): WidePart['code'] | null {
  const column = columnOf(sheet, OF_LEVEL[level])
  return column < 0 ? null : { columns: [column], levelColumn: null, read: (text) => readLieu(text, level) }
}

/** `59` + `606`, and overseas `971` + `101`, whose commune code repeats the third character. */
function joined(text: string): string {
  return text.length === 6 && text.startsWith('97') ? text.slice(0, 2) + text.slice(3) : text
}

/** The date of entry into force is two or three years after the date the figures are about: it is never taken. */
const REFERENCE_DATE = /r[ée]f[ée]rence statistique\D*(?:1er janvier )?(\d{4})/i
const NAMED_YEAR =
  /populations? (?:l[ée]gales?|de r[ée]f[ée]rence)(?: des? \p{L}+)?(?: en| de| mill[ée]sim[ée]es?)? (\d{4})/iu

function firstMatch(titles: readonly string[], shape: RegExp): string | null {
  return titles.map((title) => shape.exec(title)?.[1]).find(Boolean) ?? null
}

function yearOfSheet(sheet: Sheet, facts: Facts): { year: string | null; flags: ReportLine[] } {
  const suffix = sheet.header.columns
    .map((name) => /^PMUN(\d{2}|\d{4})$/i.exec(name)?.[1] ?? /^p(\d{2})_pop$/i.exec(name)?.[1])
    .find(Boolean)
  if (suffix) return { year: suffix.length === 2 ? String(yearOf(suffix)) : suffix, flags: [] }
  const said = firstMatch(sheet.header.titles, REFERENCE_DATE) ?? firstMatch(sheet.header.titles, NAMED_YEAR)
  if (said) return { year: said, flags: [] }
  const year = facts.millesime ?? yearInName(facts.name)
  const message = year
    ? `L’année ${year} vient du nom du fichier ou de la personne : le tableau ne la dit pas.`
    : 'Le fichier ne dit pas l’année de ces populations : précisez-la avec --millesime.'
  return { year, flags: [remark(year ? 'periode-du-nom' : 'periode-inconnue', message)] }
}

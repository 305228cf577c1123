import { cellText } from '#app/lib/tables/index.ts'
import {
  type CodeRole,
  type CountPart,
  columnOf,
  type Format,
  type FormatContext,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { type CodeOutcome, readLieu } from '#data/sources/niveaux.ts'
import { communeOfArrondissement, parseCodeCommune } from '#geo/codes.ts'
import { yearInName, yearOfTitles } from '../periods.ts'
import { codeColumnOf, geographieOf, niveauOfSheet, wideSheet } from '../wide.ts'

const COMMUNE = /^(?:DEPCOM|CODGEO|COM|CODE_?COMMUNE|CODE_?INSEE)$/i

/** Permanent base of facilities: one row per facility (or per place and type), counted by type and place. */
export const bpe: Format = {
  id: 'bpe',
  label: 'BPE : base permanente des équipements, un équipement par ligne',
  recognise: ({ opened, sheets, millesime }) => {
    const sheet = sheets.find((one) => columnOf(one, COMMUNE) >= 0 && columnOf(one, /^TYPEQU$/i) >= 0)
    if (!sheet) return countsByCommune({ opened, sheets, millesime })
    const year = columnOf(sheet, /^AN$/i)
    const first = cellText(sheet.sample[0]?.cells[year])
    return {
      format: 'bpe',
      dataset: 'bpe',
      producer: 'Insee',
      licence: LICENCE_OUVERTE,
      millesime: millesime ?? (first || null),
      parts: [countPart(sheet, { year, millesime })],
      flags: [
        remark(
          'comptage',
          'Les équipements sont comptés par type et par lieu ; Paris, Lyon et Marseille le sont aussi par commune entière.',
        ),
      ],
    } satisfies Plan
  },
}

function countPart(sheet: Sheet, { year, millesime }: { year: number; millesime: string | null }): CountPart {
  const commune = columnOf(sheet, COMMUNE)
  const iris = columnOf(sheet, /^DCIRIS$/i)
  const type = columnOf(sheet, /^TYPEQU$/i)
  const weight = columnOf(sheet, /^NB_EQUIP$/i)
  const role = (column: number, read: (text: string) => CodeOutcome): CodeRole => ({
    columns: [column],
    levelColumn: null,
    read,
  })
  const alsoAt = [role(commune, wholeCommune)]
  if (iris >= 0) alsoAt.push(role(iris, (text) => readLieu(text, 'iris')))
  for (const [column, name] of sheet.header.columns.entries())
    if (/^QP_?(?:2015|2024)?$/i.test(name)) alsoAt.push(role(column, quartierOf))
  return {
    shape: 'comptage',
    sheet,
    geographie: null,
    code: role(commune, (text) => readLieu(text, 'commune')),
    alsoAt,
    keys: year >= 0 ? [type, year] : [type],
    weight: weight >= 0 ? weight : null,
    describe: ([code = '', an = '']) => {
      if (!/^[A-G]\d{3}$/i.test(code)) return { aside: `« ${code} » n’est pas un type d’équipement` }
      const periode = /^\d{4}$/.test(an) ? an : (millesime ?? 'inconnue')
      return plainSerie(`bpe/${code.toUpperCase()}`, periode, {
        unit: 'équipements',
        label: `Équipements de type ${code.toUpperCase()}`,
      })
    },
  }
}

/** `CSZ`, `HZ` and blanks say that a facility is in no quartier. */
function quartierOf(text: string): CodeOutcome {
  return /^Q[PN]/i.test(text.trim()) ? readLieu(text, 'qpv') : { ignored: true }
}

/** The file knows only the municipal arrondissements: their facilities are those of the commune too. */
function wholeCommune(text: string): CodeOutcome {
  const code = parseCodeCommune(text.trim())
  const whole = code === null ? null : communeOfArrondissement(code)
  return whole === null || whole === code ? { ignored: true } : readLieu(whole, 'commune')
}

const COUNTED = /^NB_([A-G]\d{3})(?:_NB_\w+)?$/i

/** The tables by commune or IRIS of the same base: one column of counts per type (`NB_D201`). */
function countsByCommune({ opened, sheets, millesime }: FormatContext): Plan | null {
  const found = sheets.filter(
    (sheet) =>
      codeColumnOf(sheet) >= 0 && sheet.header.columns.filter((name) => COUNTED.test(name)).length >= 2,
  )
  const [first] = found
  if (!first) return null
  const year = millesime ?? yearOfTitles(first.header.titles) ?? yearInName(opened.name)
  const parts = found.map((sheet) => countsPart(sheet, year))
  return {
    format: 'bpe',
    dataset: 'bpe',
    producer: 'Insee',
    licence: LICENCE_OUVERTE,
    millesime: year,
    parts: parts.map(({ part }) => part),
    flags: parts.flatMap(({ flags }) => flags),
  }
}

function countsPart(sheet: Sheet, year: string | null) {
  const codeColumn = codeColumnOf(sheet)
  return wideSheet(sheet, {
    codeColumn,
    level: niveauOfSheet(sheet, codeColumn),
    geographie: geographieOf(sheet.header.titles),
    serieOf: (column, label) => {
      const type = COUNTED.exec(column)?.[1]?.toUpperCase()
      if (!type) return null
      const words = label ?? `Équipements de type ${type}`
      return plainSerie(`bpe/${type}`, year ?? 'inconnue', { unit: 'équipements', label: words })
    },
  })
}

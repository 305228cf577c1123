import { cellText, plainName, type Row } from '#app/lib/tables/index.ts'
import {
  type Format,
  type FormatContext,
  LICENCE_OUVERTE,
  type LongPart,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import type { Statut } from '#data/sources/statuts.ts'
import { datasetName } from '../generique/format.ts'
import { normalPeriode } from '../periods.ts'
import { type MelodiColumns, melodiColumns } from './columns.ts'
import { melodiRows } from './document.ts'
import { epcisOf, readMelodiPlace } from './places.ts'

/** Melodi, the portal of Insee: API answers (JSON), exports with codes (CSV), exports with labels only. */
export const melodi: Format = {
  id: 'melodi',
  label: 'Melodi (portail de diffusion de l’Insee) : JSON de l’API, exports CSV avec codes ou avec libellés',
  recognise: ({ opened, sheets }: FormatContext): Plan | null => {
    for (const sheet of sheets) {
      const api = melodiRows(sheet.table.document)
      if (api) return planOf(sheetOf(sheet, api.rows), { dataset: api.identifier, format: 'melodi-json' })
      const columns = melodiColumns(sheet.header.columns)
      if (columns) return planOf(sheet, { dataset: datasetOf(opened.name), format: 'melodi-csv' })
    }
    return null
  },
}

/** `DS_FILOSOFI_CC_2021_data.csv` is an export of DS_FILOSOFI_CC. */
function datasetOf(file: string): string {
  return /^(DS_[A-Z_]+?)(?:_\d{4})?(?:_data|_CSV|\.)/i.exec(file)?.[1]?.toUpperCase() ?? datasetName(file)
}

function sheetOf(sheet: Sheet, rows: Row[]): Sheet {
  const [head, ...sample] = rows
  const header = {
    ...sheet.header,
    columns: head?.cells.map(cellText) ?? [],
    line: 1,
    titles: [],
    labels: null,
    flags: [],
  }
  const all = async function* () {
    yield* rows
  }
  return { table: { ...sheet.table, rows: all, csv: null }, header, sample: sample.slice(0, 60) }
}

function planOf(sheet: Sheet, facts: { dataset: string; format: string }): Plan | null {
  const columns = melodiColumns(sheet.header.columns)
  if (!columns) return null
  const periods = sheet.sample.map((row) => cellText(row.cells[columns.period])).filter(Boolean)
  return {
    format: facts.format,
    dataset: facts.dataset,
    producer: 'Insee',
    licence: LICENCE_OUVERTE,
    millesime: periods.sort().at(-1) ?? null,
    parts: [melodiPart(sheet, columns, facts.dataset)],
    flags: columns.labelsOnly
      ? [
          remark(
            'libelles-sans-codes',
            'Cet export ne porte que des libellés : les lieux sont retrouvés par leur nom quand il est unique en France, ou dans l’intercommunalité du fichier.',
          ),
        ]
      : [],
  }
}

function melodiPart(sheet: Sheet, columns: MelodiColumns, dataset: string): LongPart {
  const keys = [columns.period, ...columns.dimensions]
  const labels = sheet.sample.map((row) => cellText(row.cells[columns.place]))
  const near = columns.labelsOnly ? epcisOf([...new Set(labels)]) : new Set<string>()
  const read = (text: string, level: string | null) => readMelodiPlace(text, level, near)
  return {
    shape: 'long',
    sheet,
    geographie: columns.geographie,
    code: { columns: [columns.place], levelColumn: columns.level, read },
    keys,
    values: [columns.value],
    describe: ([periode = '', ...modalities]) => {
      if (periode === '') return { aside: 'la période est vide' }
      const named = columns.dimensions.map(
        (column, at) => [sheet.header.columns[column] ?? '', modalities[at] ?? ''] as const,
      )
      return [serieOf(dataset, normalPeriode(periode), named)]
    },
    ...(columns.statuses.length === 0 ? {} : { statut: statutRole(sheet, columns.statuses) }),
  }
}

function serieOf(dataset: string, periode: string, named: ReadonlyArray<readonly [string, string]>) {
  const measures = named.filter(([name]) => /measure|mesure|indicateur/i.test(plainName(name)))
  const sexe = named.find(([name]) => /^(?:sex|sexe)$/.test(plainName(name)))?.[1] ?? null
  const age = named.find(([name]) => /^(?:age|agegroupe|tranchedage)$/.test(plainName(name)))?.[1] ?? null
  const others = named.filter(([name, value]) => {
    const plain = plainName(name)
    const isKnown =
      measures.some(([measure]) => measure === name) ||
      /^(?:sex|sexe|age|agegroupe|tranchedage|freq|periodicite)$/.test(plain)
    return !isKnown && !isTotal(value)
  })
  const measure =
    measures
      .map(([, value]) => value)
      .filter(Boolean)
      .join(' ') || 'valeur'
  return plainSerie(`${dataset}/${measure.replaceAll('/', '-')}`, periode, {
    label: measure,
    sexe: sexe === null || isTotal(sexe) ? null : sexe,
    age: age === null || isTotal(age) ? null : age,
    modalites: Object.fromEntries(others),
  })
}

/** Totals are the series without the breakdown. */
function isTotal(value: string): boolean {
  return value === '' || /^(?:_T|_Z|total|ensemble)$/i.test(value.trim())
}

/** Confidentiality decides, then the quality of the observation: the same letter does not say the same in each. */
function statutRole(sheet: Sheet, columns: number[]): NonNullable<LongPart['statut']> {
  const isConfidentiality = columns.map((column) =>
    /conf/.test(plainName(sheet.header.columns[column] ?? '')),
  )
  const read = (texts: string[]) => {
    const found = texts.map((text, at) => (isConfidentiality[at] ? confidentialityOf(text) : qualityOf(text)))
    return found.find((statut) => statut !== null) ?? null
  }
  return { columns, read }
}

/** Codes of SDMX (CL_CONF_STATUS: C, S, N, D… all hide, F is free) or labels of the portal. */
function confidentialityOf(text: string): Statut | null {
  const plain = plainName(text)
  return /^(?:confidentiel|secret|nondiffus)/.test(plain) || /^[csnd]$/.test(plain) ? 'secret' : null
}

/** Codes of SDMX (CL_OBS_STATUS: A is normal, B, D, P and V are numbers with a note, M does not exist) or labels of the portal. */
function qualityOf(text: string): Statut | null {
  const plain = plainName(text)
  if (/^(?:confidentiel|secret)/.test(plain) || plain === 'q') return 'secret'
  if (/sansobjet/.test(plain) || plain === 'm') return 'sans_objet'
  if (/manquante|nondisponible|^[ohl]$/.test(plain)) return 'indisponible'
  if (/nonsignificati|peufiable|^[nu]$/.test(plain)) return 'non_significatif'
  return /estime|imput|^[ei]$/.test(plain) ? 'estime' : null
}

import {
  columnOf,
  type Format,
  LICENCE_OUVERTE,
  type Plan,
  plainSerie,
  remark,
  type Sheet,
} from '#data/sources/contract.ts'
import { niveauOfName, readLieu } from '#data/sources/niveaux.ts'
import type { Statut } from '#data/sources/statuts.ts'
import { yearOf } from '../periods.ts'
import { slugOfSeries } from './series.ts'

const CODE = /^(?:CODGEO(?:_?\d{2,4})?|Code[._ ]?(?:departement|département|region|région))$/i
const COUNT = /^(?:nombre|faits|valeurs?)$/i
const RATE = /^taux_?pour_?mille$/i
const SERIES = /^(?:indicateur|classe)$/i
const DIFFUSED = /^(?:est_diffuse|valeur[._ ]publi[ée]e)$/i

/** Recorded crime by commune (SSMSI), every yearly form of the file; the departmental one too. */
export const ssmsi: Format = {
  id: 'ssmsi',
  label: 'SSMSI : délinquance enregistrée, base communale ou départementale',
  recognise: ({ sheets }) => {
    const sheet = sheets.find(isCrime)
    if (!sheet) return null
    const code = columnOf(sheet, CODE)
    const name = sheet.header.columns[code] ?? ''
    const geographie = /(\d{4})$/.exec(name)?.[1] ?? null
    return {
      format: 'ssmsi',
      dataset: 'ssmsi',
      producer: 'SSMSI, ministère de l’Intérieur',
      licence: LICENCE_OUVERTE,
      millesime: geographie,
      parts: [crimePart(sheet, { code, geographie })],
      flags: crimeFlags(sheet),
    } satisfies Plan
  },
}

function isCrime(sheet: Sheet): boolean {
  return [CODE, COUNT, RATE, SERIES].every((shape) => columnOf(sheet, shape) >= 0)
}

function crimePart(
  sheet: Sheet,
  { code, geographie }: { code: number; geographie: string | null },
): Plan['parts'][number] {
  const diffused = columnOf(sheet, DIFFUSED)
  const level = niveauOfName((sheet.header.columns[code] ?? '').replace(/^code/i, ''))
  return {
    shape: 'long',
    sheet,
    geographie,
    code: { columns: [code], levelColumn: null, read: (text) => readLieu(text, level ?? 'commune') },
    keys: [columnOf(sheet, /^ann[ée]e$/i), columnOf(sheet, SERIES)],
    values: [columnOf(sheet, COUNT), columnOf(sheet, RATE)],
    describe: ([year = '', series = '']) => {
      const periode = year.length === 2 ? String(yearOf(year)) : year
      if (!/^\d{4}$/.test(periode) || series === '') return { aside: 'l’année ou l’indicateur est vide' }
      const slug = slugOfSeries(series)
      const perDwelling = /cambriolage/i.test(series)
      return [
        plainSerie(`ssmsi/${slug}_nombre`, periode, { label: `${series} : nombre de faits`, unit: 'faits' }),
        plainSerie(`ssmsi/${slug}_taux`, periode, {
          label: `${series} : taux`,
          unit: perDwelling ? 'pour 1 000 logements' : '‰',
        }),
      ]
    },
    ...(diffused < 0 ? {} : { statut: { columns: [diffused], read: ([text = '']) => statutOf(text) } }),
  }
}

/** What is not disseminated stays unknown: the modelled complement of the file is never read. */
function statutOf(text: string): Statut | null {
  if (/^diff/i.test(text)) return null
  return /^n(?:on)?[ -]?diff/i.test(text) ? 'secret' : null
}

function crimeFlags(sheet: Sheet): Plan['flags'] {
  const flags = []
  const complement = sheet.header.columns.filter((name) => /complement/i.test(name))
  for (const name of complement) {
    flags.push(
      remark(
        'complement-ignore',
        `La colonne « ${name} » estime les communes non diffusées par une moyenne : elle n’est jamais reprise.`,
        name,
      ),
    )
  }
  flags.push(
    remark(
      'rupture-2025',
      'Depuis juillet 2025, les coups et blessures volontaires sont publiés en deux séries (dans et hors de la famille) : ne les prolongez pas par l’ancienne.',
    ),
  )
  return flags
}

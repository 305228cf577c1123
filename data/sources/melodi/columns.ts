import { plainName } from '#app/lib/tables/index.ts'

/** The role of each column of a Melodi table. */
export interface MelodiColumns {
  place: number
  level: number | null
  period: number
  value: number
  statuses: number[]
  dimensions: number[]
  labelsOnly: boolean
  geographie: string | null
}

const PERIOD =
  /^(?:timeperiod|periode|periodes?(?:temporelle|dereference|dobservation)|annee|anneedereference)$/
const VALUE = /^(?:obsvalue.*|valeurs?|valeurs?observees?|valeurs?de(?:l)?observation|observations?)$/
const STATUS = /^(?:confstatus|statutdeconfidentialite|obsstatus.*|statutdobservation|statutdelobservation)$/
const LABEL_PLACE =
  /^(?:zones?geographiques?|territoires?|geographie|(?:libelle|nom|code)(?:dela)?(?:zone)?geographi(?:que|e)|libgeo|niveaugeographiquelibelle)$/
const LABEL_LEVEL = /^(?:geoobject|objetgeographique|niveaugeographique|typedezonage|typegeographique)$/
const SILENT = /^(?:decimals|unitmult|freq|periodicite|unitmeasure|unite)$/

/** Recognises a table of Melodi from its header, or answers null. */
export function melodiColumns(names: readonly string[]): MelodiColumns | null {
  const plain = names.map(plainName)
  const at = (shape: RegExp) => plain.findIndex((name) => shape.test(name))
  const coded = plain.indexOf('geo')
  const place = coded >= 0 ? coded : at(LABEL_PLACE)
  const [period, value] = [at(PERIOD), at(VALUE)]
  const statuses = plain.flatMap((name, index) => (STATUS.test(name) ? [index] : []))
  const isMelodi = coded >= 0 || statuses.length > 0
  if (place < 0 || period < 0 || value < 0 || !isMelodi) return null
  const level = at(LABEL_LEVEL)
  const roles = new Set([place, period, value, level, ...statuses])
  const dimensions = plain.flatMap((name, index) =>
    roles.has(index) || SILENT.test(name) || VALUE.test(name) ? [] : [index],
  )
  // Confidentiality decides before the quality of the observation.
  const ordered = statuses.sort(
    (one, other) => Number(/conf/.test(plain[other] ?? '')) - Number(/conf/.test(plain[one] ?? '')),
  )
  return {
    place,
    level: level < 0 ? null : level,
    period,
    value,
    statuses: ordered,
    dimensions,
    labelsOnly: coded < 0,
    geographie: null,
  }
}

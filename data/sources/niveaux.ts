import { readCodeCommune, readCodeIris, readCodeQpv } from '#app/lib/tables/codes.ts'
import { isArrondissementMunicipal, parseCodeCommune, parseCodeEpci } from '#geo/codes.ts'
import { communeOf, epciOf } from '#geo/referentiel.ts'

/** The geographic levels a value can be about. A level and a code name a place; the geography year dates it. */
export const NIVEAUX = [
  'commune',
  'arrondissement-municipal',
  'iris',
  'qpv',
  'epci',
  'ept',
  'canton',
  'arrondissement',
  'departement',
  'region',
  'france',
  'zone-emploi',
  'bassin-vie',
  'unite-urbaine',
  'aire-attraction',
  'contrat-de-ville',
  'etablissement',
] as const
export type Niveau = (typeof NIVEAUX)[number]

/** A place a row is about; `generation` is said by the code itself for a QPV. */
export interface Lieu {
  niveau: Niveau
  code: string
  generation: string | null
}

/** True for the municipal arrondissements of Paris, Lyon and Marseille, never added to their commune. */
function isArrondissement(code: string): boolean {
  const commune = parseCodeCommune(code)
  return commune !== null && isArrondissementMunicipal(commune)
}

const SHAPES: Array<[Niveau, RegExp]> = [
  ['iris', /^(?:\d{2}|2[AB])\d{3}_?\d{4}$/],
  ['epci', /^2\d{8}$/],
  ['qpv', /^Q[PN](?:\d{3}|02[AB])[0-9]{2}[0-9A-Z]$/],
  ['contrat-de-ville', /^CV[0-9A-Z]{3,4}$/],
  ['commune', /^(?:\d{2}|2[AB])\d{3}$/],
  ['departement', /^(?:2[AB]|97\d|0[1-9]|[1-8]\d|9[0-5])$/],
]

/**
 * The level a code has by its own shape, for files of one level only. Nine digits that start with 2 are an IRIS of
 * départements 21 to 29 or the SIREN of an EPCI: a known EPCI, then the key of the SIREN, then the commune decide.
 */
export function niveauOfCode(code: string): Niveau | null {
  const text = code.trim().toUpperCase()
  if (/^2\d{8}$/.test(text) && isEpciRatherThanIris(text)) return 'epci'
  return SHAPES.find(([, shape]) => shape.test(text))?.[0] ?? null
}

function isEpciRatherThanIris(code: string): boolean {
  if (epciOf(code) !== null || code.startsWith('20')) return true
  const isIrisOfCommune = communeOf(code.slice(0, 5)) !== null && /^0[0-9]0\d$/.test(code.slice(5))
  return parseCodeEpci(code) !== null && !isIrisOfCommune
}

const NAMES: Record<string, Niveau> = {
  com: 'commune',
  commune: 'commune',
  communes: 'commune',
  arm: 'arrondissement-municipal',
  arrondissementsmunicipaux: 'arrondissement-municipal',
  iris: 'iris',
  qp: 'qpv',
  qpv: 'qpv',
  qpv2015: 'qpv',
  qpv2024: 'qpv',
  qp2015: 'qpv',
  qp2024: 'qpv',
  epci: 'epci',
  intercommunalites: 'epci',
  intercommunalite: 'epci',
  intercommunalitemetropole: 'epci',
  ept: 'ept',
  cv: 'canton',
  canov: 'canton',
  canton: 'canton',
  cantons: 'canton',
  cantonouville: 'canton',
  arr: 'arrondissement',
  arrondissement: 'arrondissement',
  arrondissements: 'arrondissement',
  dep: 'departement',
  departement: 'departement',
  departements: 'departement',
  reg: 'region',
  region: 'region',
  regions: 'region',
  france: 'france',
  fr: 'france',
  franceentiere: 'france',
  fe: 'france',
  metro: 'france',
  frmetro: 'france',
  francemetropolitaine: 'france',
  ze: 'zone-emploi',
  ze2010: 'zone-emploi',
  ze2020: 'zone-emploi',
  zoneemploi: 'zone-emploi',
  zonedemploi: 'zone-emploi',
  bv: 'bassin-vie',
  bv2012: 'bassin-vie',
  bv2022: 'bassin-vie',
  bassindevie: 'bassin-vie',
  uu: 'unite-urbaine',
  uu2010: 'unite-urbaine',
  uu2020: 'unite-urbaine',
  uniteurbaine: 'unite-urbaine',
  au: 'aire-attraction',
  au2010: 'aire-attraction',
  aav: 'aire-attraction',
  aav2020: 'aire-attraction',
  airedattractiondesvilles: 'aire-attraction',
}

/** The level a name stands for: a sheet (COM, EPCI…), a column of levels, a geographic object of Melodi. */
export function niveauOfName(name: string): Niveau | null {
  const plain = name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  return NAMES[plain] ?? null
}

/** A place, a problem to report, or a row of no concern here that is left without a word. */
export type CodeOutcome = { lieu: Lieu; repaired: 'zero' | null } | { problem: string } | { ignored: true }

/** Reads a place code for a level known beforehand, or guessed from the shape of the code when it is null. */
export function readLieu(text: string, niveau: Niveau | null): CodeOutcome {
  const level = niveau ?? niveauOfCode(text)
  if (text.trim() === '') return { problem: 'code vide' }
  if (level === null) return { problem: `« ${text} » n’a la forme d’aucun code de lieu` }
  if (level === 'commune' || level === 'arrondissement-municipal') return readCommune(text)
  if (level === 'iris') return fromReading(readCodeIris(text), 'iris')
  if (level === 'qpv') return readQpv(text)
  if (level === 'france') return { lieu: { niveau: 'france', code: 'FR', generation: null }, repaired: null }
  const shape = SHAPES.find(([name]) => name === level)?.[1]
  const code = text.trim().toUpperCase()
  const padded = level === 'departement' || level === 'region' ? code.padStart(2, '0') : code
  if (shape && !shape.test(padded)) return { problem: `« ${text} » n’est pas un code de niveau ${level}` }
  if (!/^[0-9A-Z]{1,14}$/.test(padded)) return { problem: `« ${text} » n’est pas un code de niveau ${level}` }
  return {
    lieu: { niveau: level, code: padded, generation: null },
    repaired: padded === code ? null : 'zero',
  }
}

function readCommune(text: string): CodeOutcome {
  const read = readCodeCommune(text)
  if (read.value === null) return { problem: read.problem ?? 'code vide' }
  const niveau = isArrondissement(read.value) ? 'arrondissement-municipal' : 'commune'
  return { lieu: { niveau, code: read.value, generation: null }, repaired: zero(read) }
}

function readQpv(text: string): CodeOutcome {
  const read = readCodeQpv(text)
  if (read.value === null) return { problem: read.problem ?? 'code vide' }
  const generation = read.value.startsWith('QN') ? '2024' : '2015'
  return { lieu: { niveau: 'qpv', code: read.value, generation }, repaired: null }
}

function fromReading(read: ReturnType<typeof readCodeIris>, niveau: Niveau): CodeOutcome {
  if (read.value === null) return { problem: read.problem ?? 'code vide' }
  return { lieu: { niveau, code: read.value, generation: null }, repaired: zero(read) }
}

function zero(read: { repairs: string[] }): 'zero' | null {
  return read.repairs.includes('zero') ? 'zero' : null
}

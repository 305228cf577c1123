import type { IsoDate } from '#app/lib/dates.ts'
import { isRna } from '#app/lib/rna.ts'
import { isSiret } from '#app/lib/siret.ts'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import type { Nature } from './attribution.words.ts'

/** A subsidy to publish: what this installation knows of it, wherever it was decided. */
export interface ToPublish {
  /** Where it comes from, to say which one is left out: « budget.csv, ligne 12 ». */
  origine: string
  idSubvention: string
  nomAttribuant: string
  idAttribuant: string | null
  dateConvention: IsoDate | null
  referenceDecision: string
  nomBeneficiaire: string
  idBeneficiaire: string | null
  rnaBeneficiaire: string | null
  objet: string
  montantCentimes: number | null
  nature: Nature | null
  conditionsVersement: string
  versementDebut: IsoDate | null
  versementFin: IsoDate | null
  idRae: string
  notificationUe: boolean | null
  part: number | null
  dispositifAide: string
  annee: number | null
  statut: string
  /** Only what was decided here is known this well. */
  etendu?: Etendu
}

export interface Etendu {
  dateDebut: IsoDate | null
  dateFin: IsoDate | null
  montantDemandeCentimes: number | null
  dateDecision: IsoDate | null
  pluriannualite: boolean
  ej: string
  cofinanceurs: ReadonlyArray<string>
}

export interface LeftOut {
  origine: string
  column: string
  message: string
}

const scdlColumns = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'referenceDecision',
  'nomBeneficiaire',
  'idBeneficiaire',
  'rnaBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'idRAE',
  'notificationUE',
  'pourcentageSubvention',
  'dispositifAide',
] as const

type ScdlColumn = (typeof scdlColumns)[number]

/** Columns that Data.Subvention asks beside the standard, those of which something is known. */
const extendedColumns = [
  'idSubvention',
  'exerciceBudgetaire',
  'dateDecision',
  'dateDebut',
  'dateFin',
  'dispositif',
  'statutLabel',
  'nomOutilInstruction',
  'montantDemande',
  'pluriannualite',
  'ej',
  'cofinancement',
  'attribuantsCofinanceurs',
] as const

type ExtendedColumn = (typeof extendedColumns)[number]

const natureTexts: Record<Nature, string> = {
  numeraire: 'aide en numéraire',
  nature: 'aide en nature',
  numeraire_et_nature: 'aide en numéraire;aide en nature',
}

const LONGEST = 256

/** « 1234.56 »: whole cents in decimal form, the same cents when read again. */
export function decimalOf(centimes: number): string {
  if (!Number.isSafeInteger(centimes)) throw new RangeError(`Not a whole number of centimes: ${centimes}`)
  const digits = String(Math.abs(centimes)).padStart(3, '0')
  return `${centimes < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The cells of a subsidy in the standard, version 2.1.1. */
export function scdlCells(its: ToPublish): Record<ScdlColumn, string> {
  const { versementDebut: from, versementFin: to } = its
  return {
    nomAttribuant: its.nomAttribuant,
    idAttribuant: its.idAttribuant ?? '',
    dateConvention: its.dateConvention ?? '',
    referenceDecision: its.referenceDecision,
    nomBeneficiaire: its.nomBeneficiaire,
    idBeneficiaire: its.idBeneficiaire ?? '',
    rnaBeneficiaire: its.rnaBeneficiaire ?? '',
    objet: its.objet,
    montant: its.montantCentimes === null ? '' : decimalOf(its.montantCentimes),
    nature: its.nature ? natureTexts[its.nature] : '',
    conditionsVersement: its.conditionsVersement,
    datesPeriodeVersement: from === null ? '' : to === null || to === from ? from : `${from}/${to}`,
    idRAE: its.idRae,
    notificationUE: its.notificationUe === null ? '' : its.notificationUe ? 'oui' : 'non',
    pourcentageSubvention: its.part === null ? '' : String(its.part),
    dispositifAide: its.dispositifAide,
  }
}

const required: ReadonlyArray<ScdlColumn> = [
  'nomAttribuant',
  'idAttribuant',
  'dateConvention',
  'nomBeneficiaire',
  'objet',
  'montant',
  'nature',
  'conditionsVersement',
  'datesPeriodeVersement',
  'notificationUE',
  'pourcentageSubvention',
]

/** Why a subsidy cannot be published in the standard; nothing is made up to fill a cell. */
export function whyLeftOut(its: ToPublish): LeftOut[] {
  const cells = scdlCells(its)
  const { origine } = its
  const missing = required
    .filter((column) => cells[column].trim() === '')
    .map((column) => ({ origine, column, message: `« ${column} » est obligatoire et n’est pas connu.` }))
  return [...missing, ...wrong(its, cells)]
}

function wrong(its: ToPublish, cells: Record<ScdlColumn, string>): LeftOut[] {
  const found: LeftOut[] = []
  const say = (column: ScdlColumn, message: string): void =>
    void found.push({ origine: its.origine, column, message })
  if (its.idAttribuant && !isSiret(its.idAttribuant))
    say('idAttribuant', `« ${its.idAttribuant} » n’est pas un SIRET de 14 chiffres.`)
  if (its.idBeneficiaire && !isSiret(its.idBeneficiaire))
    say('idBeneficiaire', `« ${its.idBeneficiaire} » n’est pas un SIRET de 14 chiffres.`)
  if (its.rnaBeneficiaire && !(isRna(its.rnaBeneficiaire) && /^W\d{9}$/.test(its.rnaBeneficiaire)))
    say('rnaBeneficiaire', `« ${its.rnaBeneficiaire} » n’a pas la forme W suivi de neuf chiffres.`)
  if (!its.idBeneficiaire && !its.rnaBeneficiaire)
    say('idBeneficiaire', 'Il faut le SIRET ou le numéro RNA du bénéficiaire.')
  for (const column of ['objet', 'conditionsVersement'] as const)
    if (neutralise(cells[column]).length > LONGEST)
      say(column, `Plus de ${LONGEST} caractères : raccourcissez le texte.`)
  if (its.idRae.length > 5) say('idRAE', 'Le numéro au RAE a cinq caractères au plus.')
  if (its.part !== null && !(its.part >= 0.01 && its.part <= 1))
    say('pourcentageSubvention', 'La part va de 0.01 à 1.')
  return found
}

function extendedCells(its: ToPublish): Record<ExtendedColumn, string> {
  const known = its.etendu
  const asked = known?.montantDemandeCentimes ?? null
  return {
    idSubvention: its.idSubvention,
    exerciceBudgetaire: its.annee === null ? '' : String(its.annee),
    dateDecision: (known ? known.dateDecision : its.dateConvention) ?? '',
    dateDebut: (known ? known.dateDebut : its.versementDebut) ?? '',
    dateFin: (known ? known.dateFin : its.versementFin) ?? '',
    dispositif: its.dispositifAide,
    statutLabel: its.statut,
    nomOutilInstruction: 'Maillage',
    montantDemande: asked === null ? '' : decimalOf(asked),
    pluriannualite: known ? ouiNon(known.pluriannualite) : '',
    ej: known?.ej ?? '',
    cofinancement: known ? ouiNon(known.cofinanceurs.length > 0) : '',
    attribuantsCofinanceurs: known?.cofinanceurs.join(';') ?? '',
  }
}

const ouiNon = (its: boolean): string => (its ? 'oui' : 'non')

export interface ScdlFile {
  csv: string
  rows: number
  left: LeftOut[]
}

/** The file to publish: comma, UTF-8 without mark, as the validators of the schema expect it. */
export function scdlFile(all: ReadonlyArray<ToPublish>, { extended }: { extended: boolean }): ScdlFile {
  const judged = all.map((its) => ({ its, left: whyLeftOut(its) }))
  const valid = judged.filter(({ left }) => left.length === 0).map(({ its }) => its)
  const header = extended ? [...scdlColumns, ...extendedColumns] : [...scdlColumns]
  const lines = valid.map((its) => lineOf(its, extended))
  const csv = [header.join(','), ...lines].map((line) => `${line}\r\n`).join('')
  return { csv, rows: valid.length, left: judged.flatMap(({ left }) => left) }
}

/** Written by us digit by digit: never a formula, and a sign before an amount must stay a number. */
const written = new Set<string>([
  'montant',
  'pourcentageSubvention',
  'dateConvention',
  'datesPeriodeVersement',
  'montantDemande',
])

function lineOf(its: ToPublish, extended: boolean): string {
  const cells = { ...scdlCells(its), ...(extended ? extendedCells(its) : {}) }
  return Object.entries(cells)
    .map(([column, text]) => quoted(written.has(column) ? text : neutralise(text)))
    .join(',')
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

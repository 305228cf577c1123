import { type Cell, cellText, oneLine, plainName, type Row } from '#app/lib/tables/index.ts'
import { readCellule } from './import-cellule.ts'
import { type Champ, champs, type Sorte, type Stade } from './import-mots.ts'

const otherNames: Record<Champ, ReadonlyArray<string>> = {
  numero: [
    'n°',
    'no',
    'num',
    'numéro',
    'n° dossier',
    'n° de dossier',
    'code dossier',
    'référence dossier',
    'numéro de dossier',
    'n° dauphin',
    'code',
    'id demande',
  ],
  titre: [
    'action',
    'actions',
    'intitulé',
    'intitulé action',
    'titre',
    'projet',
    'nom de l’action',
    'intitulé du projet',
    'nom du projet',
    'titre de l’action',
    'libellé',
    'objet de l’action',
    'intitulé de l’action',
  ],
  porteur: [
    'structure',
    'association',
    'organisme',
    'bénéficiaire',
    'porteur de projet',
    'porteurs',
    'structure porteuse',
    'maître d’ouvrage',
    'opérateur',
    'nom du porteur',
    'demandeur',
    'porteur de l’action',
    'nom association',
    'tiers',
  ],
  siret: ['siret', 'n° siret', 'numéro siret', 'siret du porteur'],
  axe: [
    'axe',
    'pilier',
    'thématique',
    'thème',
    'orientation',
    'priorité',
    'axe du contrat',
    'axe du contrat de ville',
    'objectif stratégique',
  ],
  communes: ['commune', 'communes', 'ville', 'lieu', 'territoire', 'communes concernées', 'localisation'],
  qpv: ['qpv', 'quartier', 'quartiers', 'quartier prioritaire', 'quartiers concernés', 'code qpv'],
  objectifs: [
    'objectifs',
    'description',
    'contenu',
    'résumé',
    'descriptif',
    'descriptif de l’action',
    'objet',
  ],
  cout: [
    'coût total',
    'budget total',
    'coût',
    'budget de l’action',
    'coût de l’action',
    'coût du projet',
    'budget prévisionnel',
    'budget',
    'total charges',
    'coût total de l’action',
    'budget global',
  ],
  deposeLe: [
    'déposé le',
    'date de dépôt',
    'reçu le',
    'date de réception',
    'date de transmission',
    'date de la demande',
  ],
  decideLe: [
    'décidé le',
    'date de décision',
    'date décision',
    'date de vote',
    'date du copil',
    'date de programmation',
    'date cp',
  ],
  reference: [
    'délibération',
    'n° délibération',
    'référence décision',
    'décision',
    'arrêté',
    'référence de la décision',
  ],
  financeur: ['financeur', 'financeurs', 'nom du financeur', 'financeur sollicité'],
  credit: [
    'nature du crédit',
    'type de crédit',
    'crédit',
    'crédits',
    'type de crédits',
    'sous dispositif',
    'dispositif',
  ],
  statut: ['statut', 'état', 'statut de la demande', 'avis', 'décision du comité'],
}

const namesOf = new Map(
  Object.entries(otherNames).flatMap(
    ([champ, names]) =>
      [champ, ...names, champs[champ as Champ].label].map((name) => [plainName(name), champ as Champ]), // keys of a Record<Champ, …>
  ),
)

/** What is done of a column. `financeur`: as the header writes it, empty when each row names its own. */
export type Usage =
  | { kind: 'rien' }
  | { kind: 'total' }
  | { kind: 'champ'; champ: Champ }
  | { kind: 'montant'; stade: Stade; sorte: Sorte; financeur: string }

export interface Tableau {
  /** The header of each column, its group before it: « CAF · Droit commun ». */
  colonnes: string[]
  rows: Row[]
  /** Titles above the header. */
  titres: string[]
}

const HEADER_ROWS = 30

/** Finds the header, on one to three lines, among the first rows; null when nothing names an action or a carrier. */
export function findTableau(rows: ReadonlyArray<Row>): Tableau | null {
  const scores = rows.slice(0, HEADER_ROWS).map(knownNames)
  const best = Math.max(...scores, 0)
  const at = scores.indexOf(best)
  const head = rows[at]
  if (best === 0 || !head) return null
  const below = rows[at + 1]
  const above = rows[at - 1]
  const hasSub = below !== undefined && isSubHeader(head, below)
  const lines = [
    ...(above && needsGroups(head) && filled(above) >= 1 ? [above] : []),
    head,
    ...(hasSub ? [below] : []),
  ]
  const first = rows.indexOf(lines[0] ?? head)
  return {
    colonnes: labelsOf(lines.map((row) => row.cells)),
    rows: rows.slice(at + (hasSub ? 2 : 1)),
    titres: rows.slice(0, first).map((row) => oneLine(row.cells.map(cellText).filter(Boolean).join(' '))),
  }
}

const filled = (row: Row): number => row.cells.filter((cell) => cellText(cell) !== '').length
const knownNames = (row: Row): number =>
  row.cells.filter((cell) => typeof cell === 'string' && namesOf.has(plainName(cell))).length

/** Cells of a header that say nothing alone: « Droit commun », « Demandé ». */
const needsGroups = (row: Row): boolean =>
  row.cells.filter((cell) => cellText(cell) !== '' && wordsOf(cellText(cell)).reste === '').length >= 2

// « État » may be a funder or a status, « Commune » a funder or a place: these two say which line is a header.
const keys = new Set<Champ | undefined>(['titre', 'porteur', 'numero'])

function isSubHeader(head: Row, below: Row): boolean {
  const texts = below.cells.map(cellText)
  const named = head.cells.flatMap((cell, at) =>
    keys.has(namesOf.get(plainName(cellText(cell)))) ? [at] : [],
  )
  const words = texts.filter(Boolean)
  return (
    words.length >= 2 &&
    named.every((at) => texts[at] === '' || texts[at] === undefined) &&
    below.cells.every((cell) => cell === null || typeof cell === 'string') &&
    words.every((text) => !/^[\d\s.,€-]+$/.test(text))
  )
}

/** Names of the columns: a cell that needs its group takes the nearest text above it, on its left when merged. */
function labelsOf(lines: ReadonlyArray<ReadonlyArray<Cell>>): string[] {
  const width = Math.max(...lines.map((cells) => cells.length))
  const texts = lines.map((cells) => Array.from({ length: width }, (_, at) => oneLine(cellText(cells[at]))))
  const labels = Array.from({ length: width }, (_, at) => {
    const low = texts.findLastIndex((line) => line[at] !== '')
    const own = texts[low]?.[at] ?? ''
    if (own === '' || wordsOf(own).reste !== '') return own
    const groups = texts.slice(0, low).map((line) => line.slice(0, at + 1).findLast(Boolean) ?? '')
    return [...groups, own].filter(Boolean).join(' · ')
  })
  const last = labels.findLastIndex(Boolean)
  return labels.slice(0, last + 1)
}

const STADES: ReadonlyArray<readonly [Stade, RegExp]> = [
  ['demande', /demand[a-zé]*|sollicit[a-zé]*|souhait[a-zé]*/gi],
  ['propose', /propos[a-zé]*|cotech|avis technique|pré-?programm[a-zé]*/gi],
  [
    'decide',
    /accord[a-zé]*|vot[ée]+s?|décid[a-zé]*|decid[a-zé]*|attribu[a-zé]*|programm[a-zé]*|valid[a-zé]*|retenue?s?|octroy[a-zé]*|notifi[a-zé]*|copil/gi,
  ],
]
const SORTES: ReadonlyArray<readonly [Exclude<Sorte, 'cellule'>, RegExp]> = [
  ['droit_commun', /droits? communs?|\bd\.?c\.?\b/gi],
  [
    'specifique',
    /crédits? spécifiques?|sp[ée]cifiques?|\bsp[ée]\b|contrat de ville|\bcdv\b|\b(?:bop|p|programme) ?147\b|politique de la ville|\bpdv\b/gi,
  ],
]
const NOISE =
  /montants?|subventions?|crédits?|financements?|participation|€|\beuros?\b|\ben\b|\bpar\b|\bdes?\b|\bdu\b|\bla\b|\ble\b|\bles\b|\bl['’]|\bd['’]|\b20\d{2}\b|[·:()/_–—-]|\bht\b|\bttc\b/i
const AROUND = new RegExp(`^(?:\\s|${NOISE.source})+|(?:\\s|${NOISE.source})+$`, 'gi')

/** The words of a header: at what stage, which kind of credit, and what is left, which names the funder. */
function wordsOf(label: string): { stade: Stade | null; sorte: Sorte | null; reste: string } {
  const found = <Key extends string>(list: ReadonlyArray<readonly [Key, RegExp]>): Key | null =>
    list.find(([, words]) => label.search(words) >= 0)?.[0] ?? null
  const said = [...STADES, ...SORTES].reduce((text, [, words]) => text.replace(words, ' '), label)
  const reste = oneLine(said).replace(AROUND, '')
  return { stade: found(STADES), sorte: found(SORTES), reste }
}

const TOTAL = /^(?:sous[ -]?)?tota(?:l|ux)\b|\btotal$|^cumul|^reste|^solde|^ensemble$|^écart/i

/** What each column most probably is; the person changes it on the screen. */
export function guessUsages(tableau: Tableau): Usage[] {
  const taken = new Set<Champ>()
  const usages = tableau.colonnes.map((label, at): Usage => {
    const champ = namesOf.get(plainName(label))
    if (champ && !taken.has(champ) && !(homonyms.has(champ) && holdsNumbers(tableau.rows, at))) {
      taken.add(champ)
      return { kind: 'champ', champ }
    }
    return guessAmount(label, tableau.rows, at)
  })
  const isLong = taken.has('financeur')
  const isNamed = usages.some((its) => its.kind === 'montant' && its.financeur !== '')
  return usages.map((usage) => {
    if (usage.kind !== 'montant' || usage.financeur !== '' || isLong) return usage
    return isNamed ? { kind: 'total' } : { ...usage, financeur: ONLY_FUNDER }
  })
}

/** The funder of a sheet that names none: the person says who it is. */
const ONLY_FUNDER = 'Financeur du tableau'

/** The funder that a header names, or the header itself. */
export function funderIn(label: string): string {
  return wordsOf(label).reste || label
}

function guessAmount(label: string, rows: ReadonlyArray<Row>, at: number): Usage {
  if (label === '' || !holdsAmounts(rows, at)) return { kind: 'rien' }
  const { stade, sorte, reste } = wordsOf(label)
  if (TOTAL.test(reste)) return { kind: 'total' }
  return {
    kind: 'montant',
    stade: stade ?? 'decide',
    sorte: sorte ?? 'cellule',
    financeur: reste || (sorte && !stade ? label : ''),
  }
}

const SAMPLE = 60
const homonyms = new Set<Champ>(['credit', 'statut', 'communes'])

function holdsNumbers(rows: ReadonlyArray<Row>, at: number): boolean {
  const numeric = rows.slice(0, SAMPLE).some(({ cells }) => {
    const { droitCommun, specifique, sansCredit } = readCellule(cells[at])
    return (droitCommun ?? 0) + (specifique ?? 0) + (sansCredit ?? 0) > 0
  })
  return numeric && holdsAmounts(rows, at)
}

/** Whether most filled cells of a column are amounts or words that stand for one. */
function holdsAmounts(rows: ReadonlyArray<Row>, at: number): boolean {
  const cells = rows.slice(0, SAMPLE).flatMap(({ cells }) => (cellText(cells[at]) === '' ? [] : [cells[at]]))
  const good = cells.filter((cell) => {
    if (cell instanceof Date || typeof cell === 'boolean') return false
    const read = readCellule(cell)
    return read.remarques.every((its) => its.code !== 'texte' && its.code !== 'illisible')
  })
  return cells.length === 0 || good.length >= cells.length * 0.6
}

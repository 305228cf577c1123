import { addDays, formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros, sumCentimes } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount, formatShortList } from '#app/lib/text.ts'
import {
  type CandidatureEtat,
  type Decision,
  type ExigenceEtat,
  type LettreEtat,
  type PartenaireRole,
  type PieceEtat,
  type RegleGenre,
  regleGenres,
  type SectionEtat,
} from './candidature.words.ts'

/** A bid whole, as its page and its file need it. */
export interface Candidature {
  id: string
  version: number
  code: string
  titre: string
  appel: string
  financeurId: string | null
  financeur: string | null
  objet: string
  publicVise: string
  depotLe: IsoDate | null
  debut: IsoDate | null
  fin: IsoDate | null
  places: number | null
  etat: CandidatureEtat
  decision: Decision | null
  decisionMotif: string
  decisionLe: IsoDate | null
  issueLe: IsoDate | null
  montantObtenuCentimes: number | null
  lecons: string
  ficheId: string | null
  exemple: boolean
  partenaires: Partenaire[]
  domaines: Array<{ id: string; titre: string; description: string }>
  actions: BidAction[]
  budget: BudgetLine[]
  regles: Array<{ id: string; genre: RegleGenre; seuil: number; source: string }>
  pieces: Array<{ id: string; titre: string; responsable: string; echeance: IsoDate | null; etat: PieceEtat }>
  exigences: Exigence[]
  sections: Array<{ id: string; titre: string; etat: SectionEtat; texte: string }>
  depenses: Array<{
    id: string
    operateurId: string
    operateur: string
    annee: number
    montantCentimes: number
    note: string
  }>
}

export interface Partenaire {
  id: string
  organisationId: string
  organisation: string
  role: PartenaireRole
  lettre: LettreEtat
  conseilLe: IsoDate | null
  note: string
}

export interface BidAction {
  id: string
  code: string
  titre: string
  domaineId: string | null
  operateurId: string | null
  operateur: string | null
  resume: string
  communeCodes: string[]
  ficheId: string | null
  ficheCode: string | null
}

export interface BudgetLine {
  id: string
  actionId: string
  operateurId: string
  operateur: string
  financeurId: string
  financeur: string
  annee: number
  montantCentimes: number
}

export interface Exigence {
  id: string
  titre: string
  responsable: string
  etat: ExigenceEtat
  preuve: string
  pieceIds: string[]
}

/** Amounts added up by a key, largest first. */
export function totalsBy<Line extends { montantCentimes: number }, Key>(
  lines: ReadonlyArray<Line>,
  keyOf: (line: Line) => Key,
): Map<Key, number> {
  const groups = [...Map.groupBy(lines, keyOf)].map(
    ([key, its]) => [key, sumCentimes(its.map((line) => line.montantCentimes))] as const,
  )
  return new Map(groups.sort(([, one], [, other]) => other - one))
}

export const totalOf = (lines: ReadonlyArray<{ montantCentimes: number }>): number =>
  sumCentimes(lines.map((line) => line.montantCentimes))

/** What is asked of the funder of the call. */
export function askedOf({ budget, financeurId }: Pick<Candidature, 'budget' | 'financeurId'>): BudgetLine[] {
  return financeurId === null ? [] : budget.filter((line) => line.financeurId === financeurId)
}

export interface RuleCheck {
  genre: RegleGenre
  seuil: number
  source: string
  kept: boolean
  /** What was measured, in words. */
  measured: string
}

/** Each rule of the call against the budget and the consortium as they are. */
export function checkRules(bid: Candidature): RuleCheck[] {
  return bid.regles.map(({ genre, seuil, source }) => ({
    genre,
    seuil,
    source,
    ...measures[genre](bid, seuil),
  }))
}

type Measure = (bid: Candidature, seuil: number) => { kept: boolean; measured: string }

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

const measures: Record<RegleGenre, Measure> = {
  part_max: (bid, seuil) => {
    const part = share(totalOf(askedOf(bid)), totalOf(bid.budget))
    return { kept: part * 100 <= seuil, measured: formatShare(part) }
  },
  part_max_action: (bid, seuil) => {
    const over = bid.actions.filter(({ id }) => {
      const lines = bid.budget.filter((line) => line.actionId === id)
      return share(totalOf(askedOf({ ...bid, budget: lines })), totalOf(lines)) * 100 > seuil
    })
    const codes = over.map(({ code }) => code).join(', ')
    return { kept: over.length === 0, measured: over.length === 0 ? 'tenue partout' : `dépassée : ${codes}` }
  },
  montant_max: (bid, seuil) => {
    const asked = totalOf(askedOf(bid))
    return { kept: asked <= seuil * 100, measured: formatEuros(asked) }
  },
  montant_min: (bid, seuil) => {
    const asked = totalOf(askedOf(bid))
    return { kept: asked >= seuil * 100, measured: formatEuros(asked) }
  },
  partenaires_min: (bid, seuil) => ({
    kept: bid.partenaires.length >= seuil,
    measured: formatCount(bid.partenaires.length, 'partenaire'),
  }),
  annees_max: (bid, seuil) => {
    const years = new Set(bid.budget.map((line) => line.annee)).size
    return { kept: years <= seuil, measured: formatCount(years, 'année') }
  },
}

/** The tab of the bid where a thing is put right. */
export type BidTab = '' | 'consortium' | 'actions' | 'budget' | 'dossier'

export interface Missing {
  tab: BidTab
  sentence: string
}

const isLetterDue = ({ lettre }: Partenaire): boolean => lettre !== 'signee' && lettre !== 'sans_objet'

/** All that is still missing before the file can be handed in, each with the place where it is done. */
export function missingBefore(bid: Candidature): Missing[] {
  return [
    ...missingFrame(bid),
    ...missingConsortium(bid),
    ...missingActions(bid),
    ...missingBudget(bid),
    ...missingFile(bid),
  ]
}

function missingFrame(bid: Candidature): Missing[] {
  return [
    ...(bid.depotLe ? [] : [{ tab: '', sentence: 'La date limite de dépôt n’est pas dite.' } as const]),
    ...(bid.decision === 'go'
      ? []
      : [{ tab: '', sentence: 'La décision de répondre n’est pas enregistrée.' } as const]),
    ...(bid.financeurId ? [] : [{ tab: '', sentence: 'Le financeur de l’appel n’est pas choisi.' } as const]),
  ]
}

function missingConsortium(bid: Candidature): Missing[] {
  const letters = bid.partenaires.filter(isLetterDue)
  const late = bid.partenaires.filter(
    (its) =>
      isLetterDue(its) &&
      its.lettre !== 'deliberee' &&
      its.conseilLe &&
      bid.depotLe &&
      its.conseilLe > bid.depotLe,
  )
  return [
    ...(bid.partenaires.some((its) => its.role === 'chef_de_file')
      ? []
      : [{ tab: 'consortium', sentence: 'Le chef de file n’est pas désigné.' } as const]),
    ...(letters.length > 0
      ? [
          {
            tab: 'consortium',
            sentence: `${formatCount(letters.length, 'lettre d’engagement non signée', 'lettres d’engagement non signées')} : ${formatShortList(
              letters.map((its) => its.organisation),
              4,
            )}.`,
          } as const,
        ]
      : []),
    ...late.map((its) => ({
      tab: 'consortium' as const,
      sentence: `${its.organisation} délibère le ${its.conseilLe ? formatDate(its.conseilLe) : ''}, après la date limite.`,
    })),
  ]
}

function missingActions(bid: Candidature): Missing[] {
  const without = (what: string, its: BidAction[]): Missing[] =>
    its.length === 0
      ? []
      : [
          {
            tab: 'actions',
            sentence: `${formatCount(its.length, 'action')} sans ${what} : ${its.map(({ code }) => code).join(', ')}.`,
          },
        ]
  if (bid.actions.length === 0) return [{ tab: 'actions', sentence: 'Aucune action n’est décrite.' }]
  const funded = new Set(bid.budget.map((line) => line.actionId))
  return [
    ...without(
      'opérateur',
      bid.actions.filter((its) => its.operateurId === null),
    ),
    ...without(
      'domaine',
      bid.actions.filter((its) => its.domaineId === null),
    ),
    ...without(
      'budget',
      bid.actions.filter((its) => !funded.has(its.id)),
    ),
  ]
}

function missingBudget(bid: Candidature): Missing[] {
  return checkRules(bid)
    .filter((rule) => !rule.kept)
    .map((rule) => ({
      tab: 'budget',
      sentence: `Règle de l’appel non tenue, « ${regleGenres[rule.genre]} » : seuil ${rule.seuil}, mesuré ${rule.measured}.`,
    }))
}

function missingFile(bid: Candidature): Missing[] {
  const count = (many: number, one: string, more: string): Missing[] =>
    many === 0 ? [] : [{ tab: 'dossier', sentence: `${formatCount(many, one, more)}.` }]
  return [
    ...count(
      bid.exigences.filter((its) => its.etat !== 'satisfaite').length,
      'exigence de l’appel à satisfaire',
      'exigences de l’appel à satisfaire',
    ),
    ...count(
      bid.exigences.filter((its) => its.pieceIds.length === 0 && its.preuve === '').length,
      'exigence sans pièce ni preuve',
      'exigences sans pièce ni preuve',
    ),
    ...count(
      bid.pieces.filter((its) => its.etat !== 'prete').length,
      'pièce à terminer',
      'pièces à terminer',
    ),
    ...count(
      bid.sections.filter((its) => its.etat !== 'arretee').length,
      'partie du dossier dont le texte n’est pas arrêté',
      'parties du dossier dont le texte n’est pas arrêté',
    ),
  ]
}

export interface Step {
  le: IsoDate
  titre: string
  fait: boolean
  enRetard: boolean
}

/** Days before the deadline by which each thing must be done, from what bids usually need. */
const usualSteps: ReadonlyArray<{ before: number; titre: string; done: (bid: Candidature) => boolean }> = [
  { before: 90, titre: 'Décider de répondre', done: (bid) => bid.decision !== null },
  {
    before: 80,
    titre: 'Réunir le consortium et désigner le chef de file',
    done: (bid) => bid.partenaires.some((its) => its.role === 'chef_de_file'),
  },
  {
    before: 70,
    titre: 'Demander les lettres d’engagement',
    done: (bid) => bid.partenaires.length > 0 && bid.partenaires.every((its) => its.lettre !== 'a_demander'),
  },
  {
    before: 45,
    titre: 'Arrêter la liste des actions et leurs opérateurs',
    done: (bid) => bid.actions.length > 0 && bid.actions.every((its) => its.operateurId !== null),
  },
  {
    before: 30,
    titre: 'Boucler le budget et vérifier les règles de l’appel',
    done: (bid) => bid.budget.length > 0 && checkRules(bid).every((rule) => rule.kept),
  },
  {
    before: 15,
    titre: 'Arrêter les textes',
    done: (bid) => bid.sections.length > 0 && bid.sections.every((its) => its.etat === 'arretee'),
  },
  {
    before: 7,
    titre: 'Réunir les lettres signées et les pièces',
    done: (bid) => !bid.partenaires.some(isLetterDue) && bid.pieces.every((its) => its.etat === 'prete'),
  },
  {
    before: 0,
    titre: 'Déposer le dossier',
    done: (bid) => ['deposee', 'gagnee', 'perdue'].includes(bid.etat),
  },
]

/** The way back from the deadline: usual steps, and the councils of the partners at their own dates. */
export function backPlan(bid: Candidature, today: IsoDate): Step[] {
  const { depotLe } = bid
  if (!depotLe) return []
  const usual = usualSteps.map(({ before, titre, done }) => ({
    le: addDays(depotLe, -before),
    titre,
    fait: done(bid),
  }))
  const councils = [
    ...Map.groupBy(
      bid.partenaires.filter((its) => its.conseilLe !== null && its.lettre !== 'sans_objet'),
      (its) => its.conseilLe,
    ),
  ]
  const meetings = councils.flatMap(([le, its]) =>
    le
      ? [
          {
            le,
            titre: `Délibération : ${its.map((one) => one.organisation).join(', ')}`,
            fait: its.every((one) => one.lettre === 'deliberee' || one.lettre === 'signee'),
          },
        ]
      : [],
  )
  return [...usual, ...meetings]
    .map((step) => ({ ...step, enRetard: !step.fait && step.le < today }))
    .sort((one, other) => (one.le < other.le ? -1 : one.le > other.le ? 1 : 0))
}

/** Whether lines of this kind may still be written: the file until it is handed in, spending once it is won. */
export function isWritable(etat: CandidatureEtat, kind: string): boolean {
  return kind === 'depense' ? etat === 'gagnee' : etat === 'etudiee' || etat === 'en_montage'
}

import { writeXlsx } from 'hucre/xlsx'
import { neutralise } from '#app/lib/tables/csv-write.ts'
import { type Candidature, checkRules, totalOf } from './candidature.rules.ts'
import { exigenceEtats, lettreEtats, partenaireRoles, pieceEtats, regleGenres } from './candidature.words.ts'

type Cell = string | number | null

const euros = (centimes: number): number => centimes / 100
const text = (value: string | null): string => neutralise(value ?? '')

/** The plan of a bid as a workbook: one sheet a table, amounts as numbers, texts never formulas. */
export async function candidatureWorkbook(
  bid: Candidature,
  communes: ReadonlyArray<{ value: string; label: string }>,
): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [
    { name: 'Consortium', rows: consortium(bid) },
    { name: 'Actions', rows: actions(bid) },
    { name: 'Budget par année', rows: byYear(bid) },
    { name: 'Lignes de budget', rows: lines(bid) },
    { name: 'Règles', rows: rules(bid) },
    { name: 'Exigences', rows: requirements(bid) },
    { name: 'Actions par commune', rows: coverage(bid, communes) },
  ]
  return new Uint8Array(await writeXlsx({ sheets }))
}

function consortium(bid: Candidature): Cell[][] {
  const rows = bid.partenaires.map((its) => [
    text(its.organisation),
    partenaireRoles[its.role],
    lettreEtats[its.lettre],
    its.conseilLe,
    text(its.note),
  ])
  return [['Organisation', 'Rôle', 'Lettre d’engagement', 'Son conseil délibère le', 'Note'], ...rows]
}

function actions(bid: Candidature): Cell[][] {
  const domains = new Map(bid.domaines.map((its) => [its.id, its.titre]))
  const rows = bid.actions.map((its) => [
    text(its.code),
    text(its.titre),
    text(domains.get(its.domaineId ?? '') ?? ''),
    text(its.operateur),
    its.communeCodes.join(', ') || 'toutes',
    euros(totalOf(bid.budget.filter((line) => line.actionId === its.id))),
  ])
  return [['Code', 'Action', 'Domaine', 'Opérateur', 'Communes', 'Budget (€)'], ...rows]
}

function byYear(bid: Candidature): Cell[][] {
  const years = [...new Set(bid.budget.map((line) => line.annee))].sort()
  const cells = (its: Candidature['budget']): Cell[] => [
    ...years.map((year) => euros(totalOf(its.filter((line) => line.annee === year)))),
    euros(totalOf(its)),
  ]
  const rows = bid.actions.map((action) => [
    text(`${action.code} ${action.titre}`),
    ...cells(bid.budget.filter((line) => line.actionId === action.id)),
  ])
  return [['Action', ...years.map(String), 'Total'], ...rows, ['Total', ...cells(bid.budget)]]
}

function lines(bid: Candidature): Cell[][] {
  const codes = new Map(bid.actions.map((its) => [its.id, its.code]))
  const rows = bid.budget.map((line) => [
    text(codes.get(line.actionId) ?? ''),
    line.annee,
    text(line.operateur),
    text(line.financeur),
    euros(line.montantCentimes),
  ])
  return [['Action', 'Année', 'Qui dépense', 'Qui finance', 'Montant (€)'], ...rows]
}

function rules(bid: Candidature): Cell[][] {
  const rows = checkRules(bid).map((its) => [
    regleGenres[its.genre],
    its.seuil,
    its.measured,
    its.kept ? 'tenue' : 'non tenue',
    text(its.source),
  ])
  return [['Règle', 'Seuil', 'Mesuré', 'Résultat', 'Source'], ...rows]
}

function requirements(bid: Candidature): Cell[][] {
  const pieces = new Map(
    bid.pieces.map((its) => [its.id, `${its.titre} (${pieceEtats[its.etat].toLowerCase()})`]),
  )
  const rows = bid.exigences.map((its) => [
    text(its.titre),
    text(its.responsable),
    exigenceEtats[its.etat],
    text(its.preuve),
    text(its.pieceIds.flatMap((id) => pieces.get(id) ?? []).join(' ; ')),
  ])
  return [['Exigence', 'Responsable', 'État', 'Preuve', 'Pièces'], ...rows]
}

function coverage(bid: Candidature, communes: ReadonlyArray<{ value: string; label: string }>): Cell[][] {
  const rows = communes.map(({ value, label }) => [
    text(label),
    ...bid.actions.map((its) =>
      its.communeCodes.length === 0 || its.communeCodes.includes(value) ? 1 : null,
    ),
  ])
  return [['Commune', ...bid.actions.map((its) => text(its.code))], ...rows]
}

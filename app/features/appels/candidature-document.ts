import { formatDate, formatDateLong, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { askedOf, type Candidature, checkRules, totalOf, totalsBy } from './candidature.rules.ts'
import {
  candidatureEtats,
  exigenceEtats,
  lettreEtats,
  partenaireRoles,
  pieceEtats,
  regleGenres,
} from './candidature.words.ts'

/** The whole file of a bid, to hand in or to pass round. */
export function candidatureDocument(bid: Candidature, issuer: string, date: IsoDate): DocumentInput {
  return {
    title: bid.titre,
    subtitle: bid.appel || undefined,
    kind: 'Dossier de candidature',
    issuer,
    date,
    status: `${candidatureEtats[bid.etat]}, état du ${formatDate(date)}`,
    contents: true,
    blocks: [
      ...presentation(bid),
      ...sections(bid),
      ...consortium(bid),
      ...actions(bid),
      ...budget(bid),
      ...requirements(bid),
    ],
  }
}

function presentation(bid: Candidature): BlockInput[] {
  const asked = totalOf(askedOf(bid))
  const operators = new Set(bid.actions.flatMap((its) => its.operateurId ?? [])).size
  const facts = [
    ['Demandé à l’appel', formatEurosRounded(asked)],
    ['Budget total', formatEurosRounded(totalOf(bid.budget))],
    ['Actions', String(bid.actions.length)],
    ['Opérateurs', String(operators)],
  ].map(([label = '', value = '']) => ({ label, value }))
  const terms = [
    { label: 'Financeur de l’appel', value: bid.financeur ?? '' },
    { label: 'Date limite', value: bid.depotLe ? formatDateLong(bid.depotLe) : '' },
    { label: 'Période', value: bid.debut && bid.fin ? formatPeriode(bid) : '' },
    { label: 'Public visé', value: bid.publicVise },
  ].filter(({ value }) => value !== '')
  return [
    { type: 'heading', level: 1, text: 'Le projet en bref' },
    { type: 'facts', look: 'figures', items: facts },
    ...(bid.objet ? [{ type: 'paragraph' as const, text: bid.objet, look: 'lead' as const }] : []),
    ...(terms.length > 0 ? [{ type: 'facts' as const, items: terms }] : []),
    ...(bid.exemple
      ? [
          {
            type: 'callout' as const,
            tone: 'note' as const,
            text: 'Données de démonstration : ce que le cas de référence ne nomme pas est inventé.',
          },
        ]
      : []),
  ]
}

function sections(bid: Candidature): BlockInput[] {
  return bid.sections
    .filter(({ texte }) => texte !== '')
    .flatMap(({ titre, texte }) => [
      { type: 'heading' as const, level: 1 as const, text: titre },
      ...texte
        .split(/\n{2,}/)
        .filter((part) => part.trim() !== '')
        .map((part) => ({ type: 'paragraph' as const, text: part })),
    ])
}

function consortium(bid: Candidature): BlockInput[] {
  if (bid.partenaires.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Le consortium' },
    {
      type: 'table',
      caption: 'Membres du consortium et lettres d’engagement',
      columns: [
        { label: 'Organisation', width: 3 },
        { label: 'Rôle', width: 1.5 },
        { label: 'Lettre', width: 1.5 },
      ],
      rows: bid.partenaires.map((its) => [
        its.organisation,
        partenaireRoles[its.role],
        lettreEtats[its.lettre],
      ]),
    },
  ]
}

function actions(bid: Candidature): BlockInput[] {
  const groups = [...bid.domaines, { id: null, titre: 'Autres actions', description: '' }]
  const blocks = groups.flatMap((domaine): BlockInput[] => {
    const its = bid.actions.filter((action) => action.domaineId === domaine.id)
    if (its.length === 0) return []
    return [
      { type: 'heading', level: 2, text: domaine.titre },
      ...(domaine.description ? [{ type: 'paragraph' as const, text: domaine.description }] : []),
      {
        type: 'table',
        caption: `Actions du domaine « ${domaine.titre} »`,
        columns: [
          { label: 'Code' },
          { label: 'Action', width: 4 },
          { label: 'Opérateur', width: 3 },
          { label: 'Communes', width: 1.6 },
          { label: 'Budget', width: 1.6, align: 'end' },
        ],
        rows: its.map((action) => [
          action.code,
          action.titre,
          action.operateur ?? 'à choisir',
          action.communeCodes.length === 0 ? 'toutes' : formatCount(action.communeCodes.length, 'commune'),
          formatEurosRounded(totalOf(bid.budget.filter((line) => line.actionId === action.id))),
        ]),
      },
    ]
  })
  return blocks.length === 0 ? [] : [{ type: 'heading', level: 1, text: 'Les actions' }, ...blocks]
}

function budget(bid: Candidature): BlockInput[] {
  if (bid.budget.length === 0) return []
  const checks = checkRules(bid)
  const rules = checks.map(
    (check) =>
      `${regleGenres[check.genre]}, seuil ${check.seuil} : ${check.kept ? 'règle tenue' : 'règle non tenue'} (${check.measured}).`,
  )
  return [
    { type: 'heading', level: 1, text: 'Le budget' },
    byYear(bid),
    byFunder(bid),
    ...(rules.length > 0 ? [{ type: 'list' as const, items: rules }] : []),
  ]
}

function byYear(bid: Candidature): BlockInput {
  const years = [...new Set(bid.budget.map((line) => line.annee))].sort()
  const cells = (lines: Candidature['budget']): string[] => {
    const amounts = totalsBy(lines, (line) => line.annee)
    const shown = years.map((year) => (amounts.has(year) ? formatEurosRounded(amounts.get(year)) : ''))
    return [...shown, formatEurosRounded(totalOf(lines))]
  }
  const columns = [...years.map(String), 'Total'].map((label) => ({
    label,
    align: 'end' as const,
    width: 1.5,
  }))
  return {
    type: 'table',
    caption: 'Budget par action et par année',
    columns: [{ label: 'Action', width: 1.4 }, ...columns],
    rows: bid.actions.map((action) => [
      action.code,
      ...cells(bid.budget.filter((line) => line.actionId === action.id)),
    ]),
    totals: [['Total', ...cells(bid.budget)]],
  }
}

function byFunder(bid: Candidature): BlockInput {
  const total = totalOf(bid.budget)
  return {
    type: 'table',
    caption: 'Budget par financeur',
    columns: [
      { label: 'Financeur', width: 3 },
      { label: 'Montant', align: 'end' },
      { label: 'Part', align: 'end' },
    ],
    rows: [...totalsBy(bid.budget, (line) => line.financeur)].map(([name, amount]) => [
      name,
      formatEuros(amount),
      formatShare(total === 0 ? 0 : amount / total),
    ]),
  }
}

function requirements(bid: Candidature): BlockInput[] {
  if (bid.exigences.length + bid.pieces.length === 0) return []
  return [
    { type: 'heading', level: 1, text: 'Exigences et pièces' },
    ...(bid.exigences.length > 0
      ? [
          {
            type: 'table' as const,
            caption: 'Ce que l’appel exige',
            columns: [{ label: 'Exigence', width: 3 }, { label: 'État' }, { label: 'Preuve', width: 3 }],
            rows: bid.exigences.map((its) => [its.titre, exigenceEtats[its.etat], its.preuve]),
          },
        ]
      : []),
    ...(bid.pieces.length > 0
      ? [
          {
            type: 'list' as const,
            items: bid.pieces.map((its) => `${its.titre} : ${pieceEtats[its.etat].toLowerCase()}`),
          },
        ]
      : []),
  ]
}

import { formatDateLong, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { type Candidature, type Partenaire, totalOf } from './candidature.rules.ts'
import { partenaireRoles } from './candidature.words.ts'

/** The letter by which a member of the consortium commits itself: written from the bid, to be read over and signed. */
export function engagementLetter(bid: Candidature, partenaire: Partenaire, date: IsoDate): DocumentInput {
  const lead = bid.partenaires.find((its) => its.role === 'chef_de_file')?.organisation
  const appel = bid.appel ? `, en réponse à l’appel « ${bid.appel} »` : ''
  const carried = lead && lead !== partenaire.organisation ? `, porté par ${lead}` : ''
  const period = bid.debut && bid.fin ? ` Le projet court sur la période ${formatPeriode(bid)}.` : ''
  return {
    title: 'Lettre d’engagement',
    subtitle: bid.titre,
    kind: 'Lettre d’engagement',
    issuer: partenaire.organisation,
    date,
    status: 'Projet de lettre, à relire et à signer',
    blocks: [
      {
        type: 'paragraph',
        text: `${partenaire.organisation} s’engage dans le projet « ${bid.titre} »${appel}${carried}.${period}`,
      },
      {
        type: 'paragraph',
        text: `Son rôle dans le consortium : ${partenaireRoles[partenaire.role].toLowerCase()}.`,
      },
      ...operated(bid, partenaire),
      ...funded(bid, partenaire),
      {
        type: 'paragraph',
        text: partenaire.conseilLe
          ? `Son organe délibérant se prononce le ${formatDateLong(partenaire.conseilLe)}.`
          : 'Date de la délibération, s’il y a lieu : …………………………',
      },
      { type: 'paragraph', text: 'Fait à …………………………, le …………………………' },
      { type: 'paragraph', text: 'Nom, fonction et signature :' },
    ],
  }
}

function operated(bid: Candidature, { organisationId }: Partenaire): BlockInput[] {
  const actions = bid.actions.filter((its) => its.operateurId === organisationId)
  if (actions.length === 0) return []
  const spent = totalOf(bid.budget.filter((line) => line.operateurId === organisationId))
  return [
    {
      type: 'paragraph',
      text: `Elle met en œuvre les actions suivantes, pour un budget de ${formatEuros(spent)} :`,
    },
    { type: 'list', items: actions.map(({ code, titre }) => `${code} : ${titre}`) },
  ]
}

function funded(bid: Candidature, { organisationId }: Partenaire): BlockInput[] {
  const lines = bid.budget.filter((line) => line.financeurId === organisationId)
  if (lines.length === 0) return []
  const years = [...new Set(lines.map((line) => line.annee))].sort()
  const byYear = years.map(
    (year) => `${formatEuros(totalOf(lines.filter((line) => line.annee === year)))} en ${year}`,
  )
  return [
    {
      type: 'paragraph',
      text: `Elle apporte ${formatEuros(totalOf(lines))} au financement du projet, soit ${formatList(byYear)}.`,
    },
  ]
}

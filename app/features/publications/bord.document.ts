import { documentEtats } from '#app/features/strategies/index.words.ts'
import { formatDate, formatPeriode, type IsoDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { type BordMatter, countsByRoot } from './bord-matter.server.ts'
import { stackedBars } from './chart.ts'

const GROUPS = [
  { label: 'En cours ou validées', etats: ['validee', 'en_cours'] },
  { label: 'Terminées', etats: ['terminee'] },
  { label: 'En préparation', etats: ['idee', 'en_montage'] },
] as const

/** One page for elected members: four figures, the six axes, what needs a decision. */
export function bordDocument(matter: BordMatter, issued: { issuer: string; date: IsoDate }): DocumentInput {
  return {
    title: 'Le projet en une page',
    subtitle: matter.documents.map((its) => its.titre).join(' · '),
    kind: 'Tableau de bord des élus',
    issuer: issued.issuer,
    date: issued.date,
    blocks: [
      { type: 'facts', look: 'figures', items: bordFigures(matter) },
      ...axesOf(matter),
      { type: 'heading', level: 1, text: 'À décider, à suivre' },
      { type: 'list', items: pointsOf(matter) },
      {
        type: 'paragraph',
        look: 'small',
        text: `Source : espace de travail du projet, ${issued.issuer}, au ${formatDate(matter.at)}. Budgets : montants prévisionnels des fiches chiffrées, hors fiches abandonnées ; une action comptée dans son programme ne l’est pas deux fois.`,
      },
    ],
  }
}

const total = (counts: BordMatter['counts']): number => counts.reduce((sum, its) => sum + its.nombre, 0)
const money = (counts: BordMatter['counts']): number =>
  counts.reduce((sum, its) => sum + its.budgetCentimes, 0)
const inStates = (counts: BordMatter['counts'], etats: ReadonlyArray<string>): BordMatter['counts'] =>
  counts.filter(({ etat }) => etats.includes(etat))

/** Four figures of the project. */
export function bordFigures({ communes, engagements, counts }: BordMatter) {
  const kept = keptOf(counts)
  const { tenus, enCours, enRetard, rompus } = engagements
  return [
    { label: 'communes', value: String(communes) },
    {
      label: 'fiches action',
      value: String(total(kept)),
      note: `${total(inStates(kept, ['en_cours']))} en cours`,
    },
    { label: 'prévus', value: formatEurosRounded(money(kept)) },
    {
      label: 'engagements tenus',
      value: `${tenus} sur ${tenus + enCours + enRetard + rompus}`,
      note: enRetard > 0 ? `${enRetard} en retard` : 'aucun en retard',
    },
  ]
}

const keptOf = (counts: BordMatter['counts']): BordMatter['counts'] =>
  counts.filter(({ etat }) => etat !== 'abandonnee')

function axesOf(matter: BordMatter): BlockInput[] {
  if (matter.axes.length === 0) return []
  return [{ type: 'heading', level: 1, text: 'Les axes' }, ...bordChart(matter)]
}

/** The fiches by axis and state: a drawing, and the same figures as a table. */
export function bordChart(matter: BordMatter): BlockInput[] {
  if (matter.axes.length === 0) return []
  const kept = keptOf(matter.counts)
  const byRoot = countsByRoot({ counts: kept, parents: matter.parents })
  const bars = matter.axes.map((axe) => ({
    label: `${axe.numero}. ${axe.titre}`,
    parts: GROUPS.map(({ etats }) => total(inStates(byRoot.get(axe.id) ?? [], etats))),
  }))
  const said = bars.map(({ label, parts }) => `${label} : ${parts.join(', ')}`).join(' ; ')
  return [
    {
      type: 'figure',
      svg: stackedBars(
        bars,
        GROUPS.map(({ label }) => label),
      ),
      alt: `Fiches par axe, ${GROUPS.map(({ label }) => label.toLocaleLowerCase('fr')).join(', ')}. ${said}.`,
      caption: 'Fiches action par axe et par état',
      width: 0.9,
    },
    {
      type: 'table',
      caption: 'Les mêmes chiffres, avec les budgets prévus',
      columns: [
        { label: 'Axe', width: 4 },
        ...GROUPS.map(({ label }) => ({ label, align: 'end' as const, width: 1.6 })),
        { label: 'Prévu', align: 'end', width: 1.6 },
      ],
      rows: matter.axes.map((axe, at) => [
        `${axe.numero}. ${axe.titre}`,
        ...(bars[at]?.parts ?? []).map(String),
        formatEurosRounded(money(byRoot.get(axe.id) ?? [])),
      ]),
    },
  ]
}

function pointsOf({ documents, running, late, soon, at }: BordMatter): string[] {
  const named = (its: { nom: string; texte: string; echeance: IsoDate | null }, words: string): string =>
    `${words} ${its.echeance ? formatDate(its.echeance) : ''} : ${its.nom}, ${cut(its.texte)}`
  const points = [
    ...(running === 0 ? [`Aucun document-cadre n’est en vigueur au ${formatDate(at)}.`] : []),
    ...documents.map(
      (its) =>
        `${its.titre} : ${documentEtats[its.etatAt].toLocaleLowerCase('fr')}, ${formatPeriode(its)}, ${formatCount(its.signatures, 'signature')} sur ${its.signataires}.`,
    ),
    ...late.map((its) => named(its, 'En retard depuis le')),
    ...soon.map((its) => named(its, 'Attendu pour le')),
  ]
  return points.length > 0 ? points : ['Rien d’urgent à cette date.']
}

const cut = (text: string): string => (text.length > 110 ? `${text.slice(0, 109)}…` : text)

import { formatDate } from '#app/lib/dates.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { accords, diagnosticEtats } from './diagnostic.schema.ts'
import type { ConstatWithChiffres, DiagnosticView } from './diagnostic-page.server.ts'
import { signature } from './observation-view.tsx'

/** A shared diagnosis as a document: each finding with its reading, its figures, what the field says. */
export function diagnosticDocument(view: DiagnosticView): DocumentInput {
  const { diagnostic, lieux, constats, issuer, today } = view
  const places = lieux.filter(({ niveau }) => niveau !== 'epci').map(({ nom }) => nom)
  return {
    title: `${diagnostic.titre} (${diagnostic.annee})`,
    kind: 'Diagnostic partagé',
    issuer,
    date: today,
    status: diagnosticEtats[diagnostic.etat],
    contents: constats.length > 3,
    blocks: [
      ...exampleOf(view),
      ...(diagnostic.resume
        ? [{ type: 'paragraph' as const, look: 'lead' as const, text: diagnostic.resume }]
        : []),
      {
        type: 'facts',
        items: [
          ...(diagnostic.axeTitre
            ? [{ label: 'Axe', value: `${diagnostic.axeNumero}. ${diagnostic.axeTitre}` }]
            : []),
          ...(places.length > 0 ? [{ label: 'Lieux', value: formatList(places) }] : []),
          { label: 'Constats', value: summaryOf(constats) },
        ],
      },
      ...constats.flatMap((constat, at) => constatBlocks(constat, at + 1)),
      ...sourcesOf(constats),
    ],
  }
}

function exampleOf({ diagnostic }: DiagnosticView): BlockInput[] {
  if (!diagnostic.exemple) return []
  const text = 'Les observations et les lectures de ce diagnostic sont inventées pour la démonstration.'
  return [{ type: 'callout', title: 'Exemple', text, tone: 'warning' }]
}

function summaryOf(constats: readonly ConstatWithChiffres[]): string {
  const apart = constats.filter(({ accord }) => accord === 'desaccord').length
  const said = formatCount(constats.length, 'constat')
  return apart === 0 ? said : `${said}, dont ${apart} où chiffres et terrain divergent`
}

function constatBlocks(constat: ConstatWithChiffres, rank: number): BlockInput[] {
  const { titre, accord, points, voix, lecture, engagements } = constat
  return [
    { type: 'heading', level: 1, text: `${rank}. ${titre}` },
    {
      type: 'paragraph',
      look: 'small',
      text: `${accords[accord]}. Priorité : ${formatCount(points, 'point')} (${formatCount(voix, 'voix', 'voix')}).`,
    },
    ...(lecture ? [{ type: 'callout' as const, title: 'Lecture du groupe', text: lecture }] : []),
    ...chiffresBlocks(constat),
    ...fieldBlocks(constat),
    ...(engagements.length > 0
      ? [
          { type: 'heading' as const, level: 2 as const, text: 'Ce qu’il fonde' },
          { type: 'list' as const, items: engagements.map(({ texte }) => texte) },
        ]
      : []),
  ]
}

function chiffresBlocks({ chiffres, figesLe, titre }: ConstatWithChiffres): BlockInput[] {
  const [first] = chiffres
  if (!first) return [{ type: 'paragraph', text: 'Aucun chiffre n’éclaire ce constat.' }]
  const cellOf = ({ cells }: (typeof chiffres)[number], at: number): string => {
    const cell = cells[at]?.cell
    return cell ? [cell.text, cell.periode && `(${cell.periode})`].filter(Boolean).join(' ') : ''
  }
  return [
    { type: 'heading', level: 2, text: 'Les chiffres' },
    {
      type: 'table',
      caption: `Chiffres : ${titre}`,
      columns: [{ label: 'Lieu' }, ...chiffres.map(({ label }) => ({ label, align: 'end' as const }))],
      rows: first.cells.map(({ nom }, at) => [nom, ...chiffres.map((chiffre) => cellOf(chiffre, at))]),
      source: figesLe ? `Chiffres figés le ${formatDate(figesLe)}.` : 'Chiffres lus le jour de ce document.',
    },
  ]
}

function fieldBlocks({ observations }: ConstatWithChiffres): BlockInput[] {
  if (observations.length === 0)
    return [{ type: 'paragraph', text: 'Le terrain n’a rien dit de ce constat.' }]
  return [
    { type: 'heading', level: 2, text: 'Le terrain' },
    ...observations.map((one): BlockInput => ({ type: 'quote', text: one.texte, by: signature(one) })),
  ]
}

/** Each file behind a figure, once. */
function sourcesOf(constats: readonly ConstatWithChiffres[]): BlockInput[] {
  const items = constats.flatMap(({ chiffres }) =>
    chiffres.flatMap(({ cells }) =>
      cells.flatMap(({ cell: { source } }) =>
        source
          ? [`${source.producer}, millésime ${source.millesime ?? 'non dit'}, fichier ${source.file}`]
          : [],
      ),
    ),
  )
  return items.length > 0 ? [{ type: 'sources', items: [...new Set(items)] }] : []
}

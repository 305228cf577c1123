import { formatCount } from '#app/lib/text.ts'
import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import { type LieuNomme, sorteOf } from './lieu-mots.ts'
import type { LignePortrait, Portrait, ThemePortrait } from './portrait-page.ts'
import { formatFigure } from './unites.ts'

interface PortraitFacts {
  lieu: LieuNomme
  territoire: string
  /** The day it was printed: figures change with each import. */
  date: string
}

/** The portrait of a place on paper: the tables of the page, why a figure is blank, what to know, and the sources. */
export function portraitDocument(
  portrait: Portrait,
  { lieu, territoire, date }: PortraitFacts,
): DocumentInput {
  const themes = portrait.themes.filter(({ lines }) => lines.length > 0)
  const { filled, masked, absent } = portrait.counts
  return {
    title: `Portrait : ${lieu.nom}`,
    subtitle: sorteOf(lieu),
    kind: 'Portrait de territoire',
    issuer: `${territoire} : observatoire`,
    date,
    contents: themes.length > 3,
    blocks: [
      {
        type: 'paragraph',
        look: 'lead',
        text: `${formatCount(filled, 'chiffre')}, ${formatCount(masked, 'chiffre secret', 'chiffres secrets')}, ${formatCount(absent, 'indicateur sans fichier importé', 'indicateurs sans fichier importé')}.`,
      },
      ...themes.flatMap((theme) => themeBlocks(theme, portrait)),
      ...sourcesOf(themes),
    ],
  }
}

function themeBlocks(theme: ThemePortrait, { comparateurs }: Portrait): BlockInput[] {
  return [
    { type: 'heading', level: 1, text: theme.label },
    {
      type: 'table',
      caption: `${theme.label} : indicateurs`,
      columns: [
        { label: 'Indicateur', width: 4 },
        { label: 'Valeur', align: 'end', width: 2 },
        { label: 'Évolution', width: 2 },
        ...comparateurs.map(({ nom }) => ({ label: nom, align: 'end' as const, width: 2 })),
      ],
      rows: theme.lines.map(rowOf),
    },
    ...blanksOf(theme.lines),
    ...notesOf(theme.lines),
  ]
}

function rowOf(line: LignePortrait): string[] {
  const compared = line.comparaisons.map(({ cell, gap }) => (gap ? `${cell.text} (${gap})` : cell.text))
  const dated = line.cell.periode ? `${line.cell.text} (${line.cell.periode})` : line.cell.text
  return [line.label, dated, trendOf(line), ...compared]
}

function trendOf({ trend, unit }: LignePortrait): string {
  const [first, last] = [trend[0], trend.at(-1)]
  if (!first || !last || first === last) return ''
  return `${formatFigure(first.value, unit)} (${first.periode}) → ${formatFigure(last.value, unit)}`
}

/** « Pourquoi est-ce vide ? », once for each reason. */
function blanksOf(lines: readonly LignePortrait[]): BlockInput[] {
  const blank = lines.filter(({ cell }) => cell.value === null && cell.why)
  if (blank.length === 0) return []
  const byReason = [...Map.groupBy(blank, ({ cell }) => cell.why ?? '')]
  const items = byReason.map(([why, same]) => `${same.map(({ label }) => label).join(', ')} : ${why}`)
  return [
    { type: 'paragraph', look: 'small', text: 'Pourquoi ces cases sont vides :' },
    { type: 'list', items },
  ]
}

function notesOf(lines: readonly LignePortrait[]): BlockInput[] {
  const notes = [...new Set(lines.flatMap((line) => line.notes))]
  return notes.length === 0
    ? []
    : [{ type: 'callout', title: 'À savoir avant de conclure', text: notes.join(' ') }]
}

function sourcesOf(themes: readonly ThemePortrait[]): BlockInput[] {
  const all = themes.flatMap(({ lines }) => lines.flatMap(({ cell }) => cell.source ?? []))
  const items = [
    ...new Set(
      all.map(({ producer, file, millesime }) => `${producer}, ${file}${millesime ? `, ${millesime}` : ''}`),
    ),
  ]
  return items.length === 0 ? [] : [{ type: 'sources', items }]
}

import type { BlockInput, DocumentInput } from '#app/platform/documents/document.schema.ts'
import type { MappedPlace } from './carte.rules.ts'
import type { CarteData } from './carte.server.ts'
import { carteSvg } from './carte-svg.ts'

/** The map on paper: its drawing with its legend, the same figures as a table, why some are blank, the source. */
export function carteDocument(
  carte: CarteData,
  { territoire, date }: { territoire: string; date: string },
): DocumentInput {
  const { indicateur, periode, places, qpvs, compared } = carte
  return {
    title: `${indicateur.label}, ${periode}`,
    subtitle: indicateur.definition,
    kind: 'Carte',
    issuer: `${territoire} : observatoire`,
    date,
    blocks: [
      {
        type: 'figure',
        svg: carteSvg(carte, territoire),
        alt: `Carte des communes : ${indicateur.label}, ${periode}. Les mêmes chiffres sont dans le tableau.`,
        caption: `${indicateur.label} (${indicateur.unit}), ${periode}`,
        width: compared ? 1 : 0.75,
      },
      { type: 'heading', level: 1, text: 'Les mêmes chiffres' },
      tableOf('Commune', carte, { places, others: compared }),
      ...(qpvs.length > 0 ? [tableOf('Quartier', carte, { places: qpvs, others: null })] : []),
      ...blanksOf([...places, ...qpvs]),
      ...sourcesOf(places),
    ],
  }
}

function tableOf(
  what: string,
  { indicateur, periode }: CarteData,
  { places, others }: { places: readonly MappedPlace[]; others: CarteData['compared'] },
): BlockInput {
  const before = new Map((others?.places ?? []).map(({ code, cell }) => [code, cell.text]))
  return {
    type: 'table',
    caption: `${indicateur.label} : ${what.toLowerCase()}s`,
    columns: [
      { label: what, width: 4 },
      ...(others ? [{ label: others.periode, align: 'end' as const, width: 2 }] : []),
      { label: periode, align: 'end', width: 2 },
    ],
    rows: places.map(({ code, nom, cell }) => [nom, ...(others ? [before.get(code) ?? '–'] : []), cell.text]),
  }
}

/** « Pourquoi est-ce vide ? », once for each reason. */
function blanksOf(places: readonly MappedPlace[]): BlockInput[] {
  const blank = places.filter(({ cell }) => cell.value === null && cell.why)
  const byReason = [...Map.groupBy(blank, ({ cell }) => cell.why ?? '')]
  const items = byReason.map(([why, same]) => `${same.map(({ nom }) => nom).join(', ')} : ${why}`)
  if (items.length === 0) return []
  return [
    { type: 'paragraph', look: 'small', text: 'Pourquoi ces cases sont vides :' },
    { type: 'list', items },
  ]
}

function sourcesOf(places: readonly MappedPlace[]): BlockInput[] {
  const all = places.flatMap(({ cell }) => cell.source ?? [])
  const items = [...new Set(all.map(({ producer, file }) => `${producer}, ${file}`))]
  return items.length === 0 ? [] : [{ type: 'sources', items }]
}

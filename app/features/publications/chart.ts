/** Small drawings for documents: plain SVG, fixed colours, figures written beside the bars. Pure. */

export interface Bar {
  label: string
  /** Parts of the bar, in the order of the legend. */
  parts: ReadonlyArray<number>
}

const COLOURS = ['#0b5d66', '#5aa3a3', '#c98a2b', '#9aa6b2']
const WIDTH = 640
const LABEL = 210
const ROW = 26
const END = 60

/** Horizontal stacked bars with their total at the end, and the legend above. */
export function stackedBars(bars: ReadonlyArray<Bar>, legend: ReadonlyArray<string>): string {
  const totals = bars.map(({ parts }) => parts.reduce((sum, part) => sum + part, 0))
  const scale = (WIDTH - LABEL - END) / Math.max(1, ...totals)
  const height = 34 + bars.length * ROW
  const rows = bars.map((bar, row) => rowOf(bar, { y: 30 + row * ROW, scale, total: totals[row] ?? 0 }))
  return svg(height, `${legendOf(legend)}${rows.join('')}`)
}

function rowOf(
  { label, parts }: Bar,
  { y, scale, total }: { y: number; scale: number; total: number },
): string {
  let x = LABEL
  const rects = parts.map((part, at) => {
    const width = part * scale
    const rect =
      part > 0
        ? `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="17" fill="${COLOURS[at % 4]}"/>`
        : ''
    x += width
    return rect
  })
  return `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escapeXml(cut(label))}</text>${rects.join('')}<text x="${round(x + 6)}" y="${y + 13}">${total}</text>`
}

function legendOf(legend: ReadonlyArray<string>): string {
  let x = LABEL
  return legend
    .map((words, at) => {
      const entry = `<rect x="${x}" y="6" width="11" height="11" fill="${COLOURS[at % 4]}"/><text x="${x + 16}" y="16">${escapeXml(words)}</text>`
      x += 34 + words.length * 7
      return entry
    })
    .join('')
}

export interface Point {
  annee: number
  cible: number | null
  observe: number | null
}

/** Observed values as bars, year by year, the target as a line across each. */
export function yearBars(points: ReadonlyArray<Point>): string {
  const max = Math.max(1, ...points.flatMap(({ cible, observe }) => [cible ?? 0, observe ?? 0]))
  const [height, bottom, step] = [190, 160, (WIDTH - 40) / Math.max(1, points.length)]
  const y = (value: number): number => round(bottom - (Math.max(0, value) / max) * 130)
  const columns = points.map(({ annee, cible, observe }, at) => {
    const centre = round(20 + step * (at + 0.5))
    const bar =
      observe === null
        ? `<text x="${centre}" y="${bottom - 6}" text-anchor="middle" fill="#4f5b6b">non mesuré</text>`
        : `<rect x="${centre - 26}" y="${y(observe)}" width="52" height="${round(bottom - y(observe))}" fill="${COLOURS[0]}"/><text x="${centre}" y="${y(observe) - 6}" text-anchor="middle">${figure(observe)}</text>`
    const target =
      cible === null
        ? ''
        : `<line x1="${centre - 36}" x2="${centre + 36}" y1="${y(cible)}" y2="${y(cible)}" stroke="${COLOURS[2]}" stroke-width="3"/>`
    return `${bar}${target}<text x="${centre}" y="${bottom + 18}" text-anchor="middle">${annee}</text>`
  })
  const axis = `<line x1="20" x2="${WIDTH - 20}" y1="${bottom}" y2="${bottom}" stroke="#9aa6b2"/>`
  return svg(height, `${axis}${columns.join('')}`)
}

function svg(height: number, inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" fill="#1c2430">${inside}</svg>`
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })
const figure = (value: number): string => number.format(value)
const round = (value: number): number => Math.round(value * 10) / 10
const cut = (label: string): string => (label.length > 30 ? `${label.slice(0, 29)}…` : label)

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

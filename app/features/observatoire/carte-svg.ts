import { bubbleRadius, type MapTone } from './carte.rules.ts'
import type { CarteData } from './carte.server.ts'

/** Colours of the exported picture, which has no stylesheet: those of the light theme. */
const FILLS: Record<MapTone, string> = {
  1: '#dcecee',
  2: '#b0d0d4',
  3: '#85b2b8',
  4: '#4c8a94',
  5: '#1d6370',
  secret: 'url(#hachures)',
  none: '#f0eee8',
}
const MARGIN = 24
const LINE = 20

/** The map as a picture of its own: title, shapes, legend with counts, source. */
export function carteSvg(carte: CarteData, territoire: string): string {
  const { map, legend, indicateur, compared } = carte
  const top = 64
  const bottom = top + map.height + 20
  const height = bottom + legend.length * LINE + 48
  const maps = [...(compared ? [{ ...compared, qpvs: [] }] : []), carte]
  const width = maps.length * (map.width + MARGIN) + MARGIN
  const periode = maps.map((one) => one.periode).join(' à côté de ')
  const source = carte.places.flatMap(({ cell }) => cell.source ?? [])[0]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" fill="#1b2430">`,
    '<defs><pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/><path d="M0 0v6" stroke="#9a5a0c" stroke-width="2"/></pattern></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${MARGIN}" y="30" font-size="18" font-weight="700">${escaped(indicateur.label)}</text>`,
    `<text x="${MARGIN}" y="50" font-size="13">${escaped(`${territoire}, ${periode}`)}</text>`,
    ...maps.map(
      (one, at) =>
        `<g transform="translate(${MARGIN + at * (map.width + MARGIN)} ${top})">${shapesOf(carte, one)}</g>`,
    ),
    ...legend.map(({ tone, words }, at) => {
      const y = bottom + at * LINE
      return `<rect x="${MARGIN}" y="${y}" width="22" height="14" fill="${carte.symbols && typeof tone === 'number' ? '#ffffff' : FILLS[tone]}" stroke="#8d8a80"/><text x="${MARGIN + 30}" y="${y + 12}" font-size="12">${escaped(words)}</text>`
    }),
    `<text x="${MARGIN}" y="${height - 24}" font-size="11">${escaped(source ? `Source : ${source.producer}, ${source.file}` : '')}</text>`,
    `<text x="${MARGIN}" y="${height - 9}" font-size="11">${map.schematic ? 'Carte schématique : les formes ne sont pas les limites des communes.' : ''}</text>`,
    '</svg>',
  ].join('')
}

function shapesOf(
  { map, symbols }: CarteData,
  { tones, places, qpvs }: Pick<CarteData, 'tones' | 'places' | 'qpvs'>,
): string {
  const byCode = new Map(places.map((place) => [place.code, place]))
  const largest = Math.max(0, ...places.flatMap(({ cell }) => cell.value ?? []))
  const shapes = map.places.map(({ code, d }) => {
    const tone = tones[code] ?? 'none'
    const place = byCode.get(code)
    const fill = symbols && typeof tone === 'number' ? '#f6f5f1' : FILLS[tone]
    const words = place ? `${place.nom} : ${place.cell.text}` : ''
    return `<path d="${d}" fill="${fill}" stroke="#ffffff" stroke-width="1.5"><title>${escaped(words)}</title></path>`
  })
  const circles = map.places.map(({ code, box }) => {
    const radius = symbols ? bubbleRadius(byCode.get(code)?.cell.value ?? 0, largest, 30) : 0
    return radius === 0
      ? ''
      : `<circle cx="${box.x + box.width / 2}" cy="${box.y + box.height / 2}" r="${radius}" fill="#0b5563" fill-opacity="0.55" stroke="#083f4a"/>`
  })
  const quartiers = qpvs.map(
    ({ x, y, tone, nom, cell }) =>
      `<circle cx="${x}" cy="${y}" r="9" fill="${FILLS[tone]}" stroke="#1b2430" stroke-width="2"><title>${escaped(`${nom} : ${cell.text}`)}</title></circle>`,
  )
  return [...shapes, ...circles, ...quartiers].join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

import type { Layout } from './layout.ts'
import type { Network } from './network.ts'

/** The network as GraphML, for Gephi, yEd or NetworkX: names, sectors and, when given, positions. */
export function toGraphMl(network: Network, layout?: Layout): string {
  const nodes = network.mapNodes((node, { label, sector }) => {
    const at = layout?.get(node)
    const position = at ? `${data('x', at.x)}${data('y', at.y)}` : ''
    return `    <node id="${escapeXml(node)}">${data('label', label)}${data('sector', sector)}${position}</node>`
  })
  const edges = network.mapEdges(
    (_edge, { weight }, source, target) =>
      `    <edge source="${escapeXml(source)}" target="${escapeXml(target)}">${data('weight', weight)}</edge>`,
  )
  const keys = [
    key('label', 'node', 'string'),
    key('sector', 'node', 'string'),
    key('weight', 'edge', 'double'),
  ]
  if (layout) keys.push(key('x', 'node', 'double'), key('y', 'node', 'double'))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '  <graph edgedefault="undirected">',
    ...nodes,
    ...edges,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n')
}

/**
 * The ties as CSV: `;`, UTF-8 with a mark, so that a French spreadsheet opens it. A text that a spreadsheet would run
 * as a formula gets an apostrophe in front.
 */
export function toTiesCsv(network: Network): string {
  const described = (node: string) => {
    const { label, sector } = network.getNodeAttributes(node)
    return [node, label, sector]
  }
  const rows = network.mapEdges((_edge, { weight }, source, target) => [
    ...described(source),
    ...described(target),
    String(weight).replace('.', ','),
  ])
  const header = ['organisation_1', 'nom_1', 'secteur_1', 'organisation_2', 'nom_2', 'secteur_2', 'poids']
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function key(name: string, on: 'node' | 'edge', type: 'string' | 'double'): string {
  return `  <key id="${name}" for="${on}" attr.name="${name}" attr.type="${type}"/>`
}

function data(name: string, value: string | number): string {
  return `<data key="${name}">${escapeXml(String(value))}</data>`
}

function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  // XML 1.0 forbids the other control characters, even escaped.
  const allowed = [...text].filter((at) => at >= ' ' || at === '\t' || at === '\n' || at === '\r').join('')
  return allowed.replaceAll(/[&<>"]/g, (at) => entities[at] ?? at)
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

import { type DocumentInput, parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderDocx } from '#app/platform/documents/docx.server.ts'
import { renderHtml } from '#app/platform/documents/html.ts'
import { renderPdf } from '#app/platform/documents/pdf.server.ts'

const SECTIONS = 30
const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><rect x="10" y="20" width="80" height="120" fill="#0b5d66"/><text x="20" y="155">2017</text></svg>'

/** An annual report of sixty pages, thirty tables and thirty drawings, in each format; the goal is under 5 s. */
export async function run(): Promise<void> {
  const report = parseDocument({
    title: 'Rapport de mesure',
    kind: 'Rapport annuel',
    issuer: 'Agglomération d’Exemple',
    date: '2026-11-23',
    contents: true,
    blocks: Array.from({ length: SECTIONS }, (_, index) => section(index)).flat(),
  })
  const writers = new Map<string, () => Promise<string | Buffer>>([
    ['html', async () => renderHtml(report)],
    ['docx', () => renderDocx(report)],
    ['pdf', async () => renderPdf(report)],
  ])
  for (const [name, write] of writers) {
    const start = performance.now()
    const { length } = await write()
    console.log(`${name} : ${Math.round(performance.now() - start)} ms, ${Math.round(length / 1024)} ko`)
  }
  const pages =
    renderPdf(report)
      .toString('latin1')
      .match(/\/Type ?\/Page\b/g)?.length ?? 0
  console.log(`${pages} pages`)
}

function section(index: number): DocumentInput['blocks'] {
  const rows = Array.from({ length: 40 }, (_, row) => Array.from({ length: 6 }, (_cell, at) => `${row * at}`))
  return [
    { type: 'heading', level: 1, text: `Quartier ${index}` },
    ...Array.from({ length: 6 }, () => ({
      type: 'paragraph' as const,
      text: 'Une phrase de rapport. '.repeat(25),
    })),
    {
      type: 'table',
      caption: `Situation du quartier ${index}`,
      columns: Array.from({ length: 6 }, (_, at) => ({ label: `Colonne ${at}` })),
      rows,
    },
    { type: 'figure', svg: drawing, alt: 'Une barre', caption: 'Évolution', width: 0.5 },
    { type: 'pageBreak' },
  ]
}

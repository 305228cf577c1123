import { slugify } from '#app/lib/text.ts'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Document } from './document.schema.ts'
import { renderHtml } from './html.ts'

export const documentFormats = ['pdf', 'docx', 'odt', 'html'] as const
export type DocumentFormat = (typeof documentFormats)[number]

/** The media type of each format. */
export const documentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  html: 'text/html; charset=utf-8',
} as const

/** The format at the end of an address (`…/fiche.pdf`), or null. */
export function formatOfPath(pathname: string): DocumentFormat | null {
  return documentFormats.find((format) => pathname.endsWith(`.${format}`)) ?? null
}

/** The document as bytes. The heavy writers are only loaded when one is asked for. */
export async function renderDocument(
  document: Document,
  format: DocumentFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'html') return new TextEncoder().encode(renderHtml(document))
  if (format === 'pdf') {
    const { renderPdf } = await import('./pdf.server.ts')
    return new Uint8Array(renderPdf(document))
  }
  if (format === 'odt') {
    const { renderOdt } = await import('./odt.server.ts')
    return renderOdt(document)
  }
  const { renderDocx } = await import('./docx.server.ts')
  return new Uint8Array(await renderDocx(document))
}

/** The answer of a route that gives a document to keep. */
export async function documentResponse(document: Document, format: DocumentFormat): Promise<Response> {
  const body = await renderDocument(document, format)
  return new Response(body, {
    headers: {
      'content-type': documentTypes[format],
      'content-disposition': dispositionOf(`${slugify(document.title, 80)}.${format}`),
      'cache-control': 'private, no-store',
    },
  })
}

import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { documentResponse, formatOfPath } from '#app/platform/documents/documents.server.ts'
import { answering } from '#app/platform/http.server.ts'
import { textParam } from '#app/platform/search-params.ts'
import type { Route } from './+types/portrait-export.route'
import { portraitDocument } from './portrait.document.ts'
import { loadPortrait } from './portrait-load.server.ts'
import { portraitRows } from './portrait-rows.ts'
import { tableFile } from './tableur.server.ts'

/** A portrait as a table (CSV, workbook) or on paper (PDF, DOCX), with the choices of its page. */
export async function loader(args: Route.LoaderArgs) {
  const niveau = textParam(args.request, 'niveau')
  const { lieu, portrait, territoire, today } = await loadPortrait(args, {
    niveau,
    code: textParam(args.request, 'code'),
  })
  const { pathname } = new URL(args.request.url)
  const format = formatOfPath(pathname)
  return answering(() => {
    if (format) {
      const document = parseDocument(portraitDocument(portrait, { lieu, territoire, date: today }))
      return documentResponse(document, format)
    }
    const kind = pathname.endsWith('.csv') ? 'csv' : 'xlsx'
    return tableFile(portraitRows(portrait), { name: `portrait-${lieu.niveau}-${lieu.code}`, kind })
  })
}

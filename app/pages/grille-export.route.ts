import { grilles } from '#app/features/strategies/index.words.ts'
import { NotFound } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/grille-export.route'
import { type RapportLine, rapportOf } from './grille-rapport.server.ts'

const columns: ReadonlyArray<{ head: string; cell: (line: RapportLine) => string }> = [
  { head: 'Poste de la grille', cell: (line) => line.poste },
  { head: 'Correspondance', cell: (line) => line.intensite },
  { head: 'Fiche', cell: (line) => line.code },
  { head: 'Titre', cell: (line) => line.titre },
  { head: 'État', cell: (line) => line.etat },
  { head: 'Axe local', cell: (line) => line.axe },
  { head: 'Porteur', cell: (line) => line.porteur },
  {
    head: 'Budget (euros)',
    cell: (line) =>
      line.budgetCentimes === null ? '' : (line.budgetCentimes / 100).toFixed(2).replace('.', ','),
  },
  { head: 'Exemple', cell: (line) => (line.exemple ? 'oui' : '') },
]

/** The report of the fiches by national grid, as French spreadsheets open it: UTF-8 with its mark, semicolons. */
export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const grille = grilles.find((its) => its.code === args.params.grille)
    if (!grille) throw new NotFound()
    const lines = await rapportOf(tx, actor, grille, at)
    const rows = [
      columns.map((its) => its.head),
      ...lines.map((line) => columns.map((its) => its.cell(line))),
    ]
    return new Response(`\uFEFF${rows.map((row) => row.map(quoted).join(';')).join('\r\n')}\r\n`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="fiches-${grille.code}-${at}.csv"`,
      },
    })
  })
}

// A text that begins like a formula would run in a spreadsheet: an apostrophe makes it a text again.
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

import type { RehearsedImport } from './fiche-import.server.ts'

const SHOWN = 200

/** What the page shows of a rehearsal: counts of everything, the first lines only. */
export function summaryOf({ columns, mapping, lines, errors, flags }: RehearsedImport) {
  const count = (kind: string) => lines.filter((line) => line.kind === kind).length
  return {
    columns,
    mapping,
    flags,
    counts: {
      nouvelles: count('nouvelle'),
      modifiees: count('modifiee'),
      reprises: count('reprise'),
      identiques: count('identique'),
    },
    errors: errors.slice(0, SHOWN),
    errorCount: errors.length,
    lines: lines
      .filter((line) => line.kind !== 'identique')
      .slice(0, SHOWN)
      .map(({ line, code, titre, kind, changes }) => ({
        line,
        code,
        titre,
        kind,
        fields: Object.keys(changes),
      })),
  }
}

export type RehearsalSummary = ReturnType<typeof summaryOf>

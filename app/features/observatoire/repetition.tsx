import { formatNumber } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { ConfirmBar, RemarksTable } from '#app/ui/import.tsx'
import { Card, Facts, Notice } from '#app/ui/page.tsx'
import type { ImportReport } from './import.server.ts'
import type { RefusedReading } from './imports-page.server.ts'
import { StatutCounts } from './imports-table.tsx'
import { ReadingForm } from './reading-form.tsx'

interface RehearsedFileProps {
  report: ImportReport | null
  /** Why the file cannot be read as it is. */
  refusal: RefusedReading | null
  /** What the person already said of the file, as the address holds it. */
  asked: ReadonlyArray<readonly [string, string]>
  refused: RefusedForm | undefined
}

/** What the file would bring, its remarks line by line, and the choice. */
export function RehearsedFile({ report, refusal, asked, refused }: RehearsedFileProps) {
  if (!report)
    return (
      <>
        <Notice tone="error">{refusal?.message}</Notice>
        <ReadingForm asked={asked} refusal={refusal} />
        <ConfirmBar confirm={null} refused={refused} />
      </>
    )
  const brings = report.observations > 0 || report.rowsKept > 0
  return (
    <>
      <Card title="Ce qui serait importé">
        <ReportFacts report={report} />
      </Card>
      {report.millesime === null && <ReadingForm asked={asked} refusal={null} />}
      {report.flags.length > 0 && (
        <Card title="Remarques">
          <RemarksTable caption="Remarques sur le fichier" remarks={report.flags} />
        </Card>
      )}
      <ConfirmBar
        confirm={
          brings
            ? `Importer ${formatNumber(report.observations || report.rowsKept)} ${report.observations ? 'valeurs' : 'lignes'}`
            : null
        }
        refused={refused}
      />
    </>
  )
}

function ReportFacts({ report }: { report: ImportReport }) {
  return (
    <Facts
      items={[
        ['Format reconnu', report.format],
        ['Jeu de données', report.dataset],
        ['Millésime', report.millesime ?? 'le fichier ne le dit pas'],
        ['Niveaux', report.levels.join(', ')],
        ['Lignes lues', formatNumber(report.rowsRead)],
        ['Lignes gardées', formatNumber(report.rowsKept)],
        ['Valeurs', <StatutCounts key="valeurs" byStatus={report.byStatus} />],
        ['Durée', `${formatNumber(report.seconds, 1)} s`],
      ]}
    />
  )
}

import { FileSpreadsheet } from 'lucide-react'
import { useLocation } from 'react-router'
import { formatEuros } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { read } from '#app/platform/http.server.ts'
import { Badge, Card, Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/versements.route'
import { listSuiteYears, mustReadSuites } from './suites.queries.server.ts'
import { versementsAsked } from './versements.filter.ts'
import { listPayers, listVersements } from './versements.queries.server.ts'
import { VersementsFilter, VersementsTable } from './versements-table.tsx'

const SHOWN = 200

export async function loader(args: Route.LoaderArgs) {
  const filter = versementsAsked(args.request)
  return read(args, async ({ tx, actor, today }) => {
    mustReadSuites(actor)
    return {
      ...(await listVersements(tx, actor, { filter, today, limit: SHOWN })),
      filter,
      today,
      exercices: await listSuiteYears(tx, actor),
      financeurs: await listPayers(tx, actor),
    }
  })
}

export default function Versements({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, centimes, filter, exercices, financeurs, today } = loaderData
  const { search } = useLocation()
  const base = `/t/${params.territoire}/conventions`
  return (
    <>
      <title>Versements · Maillage</title>
      <PageHead
        title="Versements"
        crumbs={[{ to: base, label: 'Conventions et versements' }]}
        lead="Ce qui est prévu, ce qui est fait, ce qui attend, tous dossiers ensemble."
        actions={
          <a className="btn" href={`${base}/versements.xlsx${search}`} download>
            <FileSpreadsheet aria-hidden size={16} /> Exporter (XLSX)
          </a>
        }
      />
      <VersementsFilter filter={filter} exercices={exercices} financeurs={financeurs} />
      {rows.length === 0 ? (
        <Empty title="Aucun versement ne correspond.">
          L’échéancier d’un dossier se prévoit quand son arrêté ou sa convention est écrit.
        </Empty>
      ) : (
        <Card
          title={formatCount(total, 'versement')}
          aside={<Badge tone="brand">{formatEuros(centimes)}</Badge>}
        >
          <VersementsTable rows={rows} base={base} today={today} />
          {total > SHOWN && (
            <p className="muted">Les {SHOWN} premiers sont montrés ; l’export les contient tous.</p>
          )}
        </Card>
      )}
    </>
  )
}

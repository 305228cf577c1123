import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PAGE_SIZE } from '#app/platform/search-params.ts'
import { Card, Empty, PageHead } from '#app/ui/page.tsx'
import { Pager } from '#app/ui/table.tsx'
import type { Route } from './+types/conventions.route'
import { suiteAsked } from './suites.filter.ts'
import {
  countSuites,
  isCarrierOnly,
  listSuites,
  listSuiteYears,
  mustReadSuites,
} from './suites.queries.server.ts'
import { SuitesGestes } from './suites-gestes.tsx'
import { SuitesCounts, SuitesFilter, SuitesTable } from './suites-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const filter = suiteAsked(args.request)
  return read(args, async ({ tx, actor, today }) => {
    mustReadSuites(actor)
    return {
      ...(await listSuites(tx, actor, { filter, today })),
      counts: await countSuites(tx, actor, { filter, today }),
      filter,
      today,
      exercices: await listSuiteYears(tx, actor),
      isCarrier: isCarrierOnly(actor),
      canManage: can(actor, 'conventions.gerer'),
      canSign: can(actor, 'dossiers.instruire'),
    }
  })
}

export default function Conventions({ loaderData, params }: Route.ComponentProps) {
  const { rows, total, filter, exercices, today, isCarrier, canManage, canSign } = loaderData
  const base = `/t/${params.territoire}/conventions`
  return (
    <>
      <title>Conventions et versements · Maillage</title>
      <PageHead
        title={isCarrier ? 'Mes subventions' : 'Conventions et versements'}
        lead={
          isCarrier
            ? 'Ce qui vous est accordé, ce qui est versé, et les comptes rendus à remettre.'
            : 'Après la décision : les actes à signer, l’argent à verser, les comptes à recevoir.'
        }
        actions={<SuitesGestes base={base} canSign={canSign} canManage={canManage} />}
      />
      <SuitesCounts counts={loaderData.counts} filter={filter} />
      <SuitesFilter filter={filter} exercices={exercices} />
      {rows.length === 0 ? (
        <Empty title="Rien ne correspond.">
          Les dossiers arrivent ici dès qu’un financeur leur accorde quelque chose.
        </Empty>
      ) : (
        <Card title="Dossiers financés">
          <SuitesTable rows={rows} base={base} today={today} />
          <Pager
            page={filter.page}
            pageSize={PAGE_SIZE}
            total={total}
            one="dossier financé"
            many="dossiers financés"
          />
        </Card>
      )}
    </>
  )
}

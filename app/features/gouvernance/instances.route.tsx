import { CalendarDays, ListChecks, Plus } from 'lucide-react'
import { Link } from 'react-router'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/instances.route'
import { listInstances } from './instances.queries.server.ts'
import { InstancesTable } from './instances-table.tsx'
import './gouvernance.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => ({
    instances: await listInstances(tx, actor, at),
    canSteer: can(actor, 'instances.modifier'),
    canHold: can(actor, 'seances.tenir'),
  }))
}

export default function Instances({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/instances`
  const create = loaderData.canSteer && (
    <Link className="btn primary" to={`${base}/nouvelle`}>
      <Plus aria-hidden size={18} /> Créer une instance
    </Link>
  )
  return (
    <>
      <title>Instances · Maillage</title>
      <PageHead
        title="Instances"
        lead="Qui pilote, qui prépare, et si ces lieux se réunissent vraiment. Celles qui se taisent d’abord."
        actions={
          <>
            <Link className="btn" to={`/t/${params.territoire}/agenda`}>
              <CalendarDays aria-hidden size={16} /> Mon agenda
            </Link>
            <Link className="btn" to={`/t/${params.territoire}/suites`}>
              <ListChecks aria-hidden size={16} /> Suites à donner
            </Link>
            {create}
          </>
        }
      />
      {loaderData.instances.length === 0 ? (
        <Empty title="Aucune instance n’est connue à cette date." action={create}>
          Créez le comité de pilotage, ou lisez le projet à une autre date.
        </Empty>
      ) : (
        <InstancesTable instances={loaderData.instances} base={base} canHold={loaderData.canHold} />
      )}
    </>
  )
}

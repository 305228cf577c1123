import { CalendarPlus } from 'lucide-react'
import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import { instanceNatures } from './instance.schema.ts'
import type { InstanceLine } from './instances.queries.server.ts'
import { AttendanceBars, PulseBadge } from './pulse-words.tsx'

interface InstancesTableProps {
  instances: ReadonlyArray<InstanceLine>
  base: string
  canHold: boolean
}

/** The bodies with their pulse: held against expected, last and next, who comes. */
export function InstancesTable({ instances, base, canHold }: InstancesTableProps) {
  return (
    <div className="wide-table">
      <Table caption="Instances" head={<Heads />}>
        {instances.map((its) => (
          <InstanceRow key={its.id} instance={its} base={base} canHold={canHold} />
        ))}
      </Table>
    </div>
  )
}

function InstanceRow({
  instance,
  base,
  canHold,
}: Omit<InstancesTableProps, 'instances'> & { instance: InstanceLine }) {
  const au = useAu()
  const { pulse } = instance
  return (
    <tr>
      <th scope="row">
        <Link to={`${base}/${instance.id}${au}`}>{instance.nom}</Link> {instance.exemple && <Exemple />}
        <div className="small muted">
          {[instanceNatures[instance.nature], instance.elargit && `élargit « ${instance.elargit} »`]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </th>
      <td>
        <div className="stack-s">
          <span>
            <PulseBadge pulse={pulse} />
          </span>
          {canHold && pulse.silencieuseDepuis && !pulse.prochaine && (
            <span>
              <Link className="btn small" to={`${base}/${instance.id}/seances/nouvelle`}>
                <CalendarPlus aria-hidden size={14} /> Préparer une invitation
              </Link>
            </span>
          )}
        </div>
      </td>
      <td className="num">
        {pulse.attendues === null ? pulse.tenues : `${pulse.tenues} sur ${pulse.attendues}`}
      </td>
      <td>{pulse.derniere ? formatDate(pulse.derniere) : 'jamais'}</td>
      <td>{pulse.prochaine ? formatDate(pulse.prochaine) : 'aucune'}</td>
      <td>
        <AttendanceBars list={instance.affluence} />
      </td>
      <td className="num">{instance.membres}</td>
    </tr>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Instance</th>
      <th scope="col">Pouls</th>
      <th scope="col" className="num">
        Séances sur 12 mois
      </th>
      <th scope="col">Dernière</th>
      <th scope="col">Prochaine</th>
      <th scope="col">Présence</th>
      <th scope="col" className="num">
        Membres
      </th>
    </>
  )
}

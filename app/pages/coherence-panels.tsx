import { Link } from 'react-router'
import { butLiens } from '#app/features/strategies/index.words.ts'
import { formatList } from '#app/lib/text.ts'
import { AxeDot, Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/coherence.route'

type Loaded = Route.ComponentProps['loaderData']

const tones = { converge: 'green', double: 'ochre', contredit: 'red' } as const

export function Matrix({ data, base }: { data: Loaded; base: string }) {
  const parentOf = new Map(data.axes.map((axe) => [axe.id, axe.parentId]))
  const rootOf = (id: string): string => {
    const parent = parentOf.get(id)
    return parent ? rootOf(parent) : id
  }
  const head = (
    <>
      <th scope="col">Axe</th>
      <th scope="col">Ce qui le porte, niveau par niveau</th>
      {data.plans.map((plan) => (
        <th scope="col" key={plan.id}>
          <Link to={`${base}/plans/${plan.id}`}>{plan.nom}</Link> {plan.exemple && <Exemple />}
        </th>
      ))}
    </>
  )
  const roots = data.axes.filter((axe) => axe.depth === 0)
  return (
    <div className="matrix stack-s">
      <Table caption="Axes et autres plans" head={head}>
        {roots.map((axe) => (
          <AxeRow
            key={axe.id}
            axe={axe}
            cells={data.coverage.find((its) => its.axeId === axe.id)?.cells ?? []}
            plans={data.plans}
            meetings={data.meetings.filter((its) => rootOf(its.axeId) === axe.id)}
          />
        ))}
      </Table>
      <CoverageKey />
    </div>
  )
}

interface AxeRowProps extends Pick<Loaded, 'plans' | 'meetings'> {
  axe: Loaded['axes'][number]
  cells: Cells
}

function AxeRow({ axe, cells, plans, meetings }: AxeRowProps) {
  return (
    <tr>
      <th scope="row">
        <AxeDot numero={axe.numero} /> {axe.court || axe.titre}
      </th>
      <td>
        <Coverage cells={cells} />
      </td>
      {plans.map((plan) => {
        const its = meetings.filter((meeting) => meeting.planId === plan.id)
        return (
          <td key={plan.id} className={its.length === 0 ? 'vide' : undefined}>
            {its.length === 0
              ? 'aucun but'
              : [...Map.groupBy(its, (meeting) => meeting.lien)].map(([lien, list]) => (
                  <Badge key={lien} tone={tones[lien]}>{`${list.length} ${butLiens[lien]}`}</Badge>
                ))}
          </td>
        )
      })}
    </tr>
  )
}

const carriers = {
  fiche: 'portés par une fiche',
  plan: 'par un autre plan',
  personne: 'par personne',
} as const

type Cells = Loaded['coverage'][number]['cells']

/** One square a level, as it is carried; said in words for who does not see it. */
function Coverage({ cells }: { cells: Cells }) {
  const counts = Object.entries(carriers).map(
    ([carrier, words]) => `${cells.filter((its) => its.carriedBy === carrier).length} ${words}`,
  )
  return (
    <svg
      className="coverage"
      role="img"
      aria-label={formatList(counts)}
      width={cells.length * 18}
      height={16}
      viewBox={`0 0 ${cells.length * 18} 16`}
    >
      {cells.map((its, index) => (
        <rect key={its.id} className={its.carriedBy} x={index * 18 + 1} y={1} width={14} height={14} rx={3}>
          <title>{`${its.numero}. ${its.titre}`}</title>
        </rect>
      ))}
    </svg>
  )
}

/** What each kind of square says. */
function CoverageKey() {
  return (
    <ul className="coverage-key small muted">
      {Object.entries(carriers).map(([carrier, words]) => (
        <li key={carrier}>
          <svg className="coverage" aria-hidden width={16} height={16}>
            <rect className={carrier} x={1} y={1} width={14} height={14} rx={3} />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  )
}

export function TroubleList({ data, base }: { data: Loaded; base: string }) {
  const plans = new Map(data.plans.map((its) => [its.id, its.nom]))
  const axes = new Map(data.axes.map((its) => [its.id, its]))
  return (
    <ul className="timeline">
      {data.meetings
        .filter((its) => its.lien !== 'converge')
        .map((its) => (
          <li key={`${its.axeId}${its.but}`}>
            <Badge tone={tones[its.lien]}>{butLiens[its.lien]}</Badge> {its.but} (
            <Link to={`${base}/plans/${its.planId}`}>{plans.get(its.planId)}</Link>)
            <p className="small">
              {`avec ${axes.get(its.axeId)?.numero}. ${axes.get(its.axeId)?.titre}`}{' '}
              {its.note && <span className="muted">{its.note}</span>}
            </p>
          </li>
        ))}
    </ul>
  )
}

/** The levels of our strategy without a fiche nor a goal of another plan. */
export function OrphansTree({ orphans, base }: { orphans: Loaded['orphans']; base: string }) {
  const au = useAu()
  if (orphans.length === 0) return <p className="muted">Chaque niveau a une fiche ou un but.</p>
  return (
    <ul className="tree columns">
      {orphans.map((axe) => (
        <li key={axe.id} className="tree-node">
          <span className="tree-words">
            <span className="tree-num">{axe.numero}</span>
            <Link to={`${base}/axes/${axe.id}${au}`}>{axe.titre}</Link>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The goals of the other plans that meet no axis. */
export function LooseList({ loose, base }: { loose: Loaded['loose']; base: string }) {
  return (
    <ul className="timeline">
      {loose.map((its) => (
        <li key={`${its.planId}${its.but}`}>
          {its.but}{' '}
          <Link className="small" to={`${base}/plans/${its.planId}`}>
            {its.plan}
          </Link>
        </li>
      ))}
    </ul>
  )
}

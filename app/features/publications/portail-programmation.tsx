import { Link } from 'react-router'
import type { ActionFinancee, ProgrammationPublique } from '#app/features/financements/index.server.ts'
import { PivotCard, publicView } from '#app/features/financements/index.ts'
import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatNumber, formatShare } from '#app/lib/numbers.ts'
import { Card, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'

export function YearLinks({
  annees,
  annee,
  base,
}: {
  annees: ReadonlyArray<number>
  annee: number
  base: string
}) {
  if (annees.length < 2) return null
  return (
    <nav className="row" aria-label="Années">
      {annees.map((year) => (
        <Link
          key={year}
          className="btn"
          to={`${base}/${year}`}
          aria-current={year === annee ? 'page' : undefined}
        >
          {year}
        </Link>
      ))}
    </nav>
  )
}

/** The year in figures, drawings with their tables, then each action granted. */
export function ProgrammationPanels({ its }: { its: ProgrammationPublique }) {
  return (
    <>
      <div className="row stats">
        <Stat value={formatNumber(its.finances)} label={`actions financées sur ${its.deposes} demandées`} />
        <Stat value={formatEurosRounded(its.accorde)} label="accordés" />
        <Stat value={formatShare(its.partDroitCommun)} label="de droit commun" />
      </div>
      <PivotCard asked={publicView('financeur')} pivot={its.parFinanceur} detail={null} search="" />
      <PivotCard asked={publicView('axe')} pivot={its.parAxe} detail={null} search="" />
      <PivotCard asked={publicView('situation')} pivot={its.parSituation} detail={null} search="" />
      <Communes communes={its.communes} />
      <Actions actions={its.actions} />
    </>
  )
}

const communeHeads = (
  <>
    <th scope="col">Commune</th>
    <th scope="col" className="num">
      Accordé
    </th>
    <th scope="col" className="num">
      Par habitant
    </th>
  </>
)

function Communes({ communes }: Pick<ProgrammationPublique, 'communes'>) {
  return (
    <Card title="Dans chaque commune">
      <p className="muted small">
        Dans l’ordre des noms. Une action sur plusieurs communes y compte à parts égales ; celles de tout le
        territoire n’y comptent pas.
      </p>
      <Table caption="Montants accordés par commune" head={communeHeads}>
        {communes.map((its) => (
          <tr key={its.code}>
            <th scope="row">{its.nom}</th>
            <td className="num">{its.accorde === 0 ? '–' : formatEurosRounded(its.accorde)}</td>
            <td className="num">
              {its.parHabitant === null || its.accorde === 0 ? '–' : formatEuros(Math.round(its.parHabitant))}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const actionHeads = (
  <>
    <th scope="col">Action</th>
    <th scope="col">Porteur</th>
    <th scope="col">Où</th>
    <th scope="col" className="num">
      Droit commun
    </th>
    <th scope="col" className="num">
      Crédits spécifiques
    </th>
  </>
)

function Actions({ actions }: { actions: ReadonlyArray<ActionFinancee> }) {
  return (
    <Card title="Les actions financées">
      <Table caption="Actions financées" head={actionHeads}>
        {actions.map((its) => (
          <tr key={its.numero}>
            <th scope="row">{its.titre}</th>
            <td>{its.porteur}</td>
            <td>{its.communes}</td>
            <td className="num">{formatEuros(its.droitCommun)}</td>
            <td className="num">{formatEuros(its.specifique)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

import { formatFixed } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { LorenzFigure } from '#app/ui/lorenz.tsx'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { factNatures } from './participation.words.ts'
import type { RepartitionPage } from './repartition.server.ts'

const head = (
  <>
    <th scope="col">Année</th>
    <th scope="col" className="num">
      Faits
    </th>
    <th scope="col" className="num">
      Communes
    </th>
    <th scope="col" className="num">
      Gini
    </th>
    <th scope="col" className="num">
      Au plus bas
    </th>
  </>
)

/** One kind of facts: the curve of all years, and the index of each. */
export function Spread({ its, communes }: { its: RepartitionPage['natures'][number]; communes: number }) {
  return (
    <Card
      title={factNatures[its.nature]}
      aside={<span className="muted">{formatCount(its.total, 'fait')}</span>}
    >
      <div className="stack-s">
        <p>
          {formatCount(its.presentes, 'commune')} sur {communes}
          {its.gini !== null && `, indice de Gini ${formatFixed(its.gini, 2)}`}
        </p>
        {its.gini !== null && <LorenzFigure courbe={its.courbe} gini={its.gini} />}
        <Table caption={`${factNatures[its.nature]}, année par année`} head={head}>
          {its.annees.map((year) => (
            <tr key={year.annee}>
              <th scope="row">{year.annee}</th>
              <td className="num">{year.total}</td>
              <td className="num">{year.presentes}</td>
              <td className="num">{year.gini === null ? '—' : formatFixed(year.gini, 2)}</td>
              <td className="num muted">{year.plancher === null ? '—' : formatFixed(year.plancher, 2)}</td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

import { formatEuros, formatEurosRounded } from '#app/lib/money.ts'
import { formatShare } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { totalOf, totalsBy } from './candidature.rules.ts'
import type { BidContext } from './candidature-context.ts'
import { PartActions, PartForm } from './candidature-part-form.tsx'

const heads = (
  <>
    <th scope="col">Qui dépense</th>
    <th scope="col" className="num">
      Prévu
    </th>
    <th scope="col" className="num">
      Dépensé
    </th>
    <th scope="col" className="num">
      Part
    </th>
  </>
)

/** Once won: what each partner spent against the plan, year after year. */
export function SpendingCard({ bid, today, refused }: BidContext & { refused: RefusedForm | undefined }) {
  const planned = totalsBy(bid.budget, (line) => line.operateur)
  const spent = totalsBy(bid.depenses, (line) => line.operateur)
  const names = [...new Set([...planned.keys(), ...spent.keys()])]
  return (
    <Card
      title="Le suivi : dépensé et prévu"
      aside={
        <span className="small muted">
          {formatEurosRounded(totalOf(bid.depenses))} dépensés sur {formatEurosRounded(totalOf(bid.budget))}
        </span>
      }
    >
      <Table caption="Dépensé et prévu, par partenaire" head={heads}>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="num">{formatEurosRounded(planned.get(name) ?? 0)}</td>
            <td className="num">{formatEurosRounded(spent.get(name) ?? 0)}</td>
            <td className="num">
              {planned.get(name) ? formatShare((spent.get(name) ?? 0) / (planned.get(name) ?? 1)) : ''}
            </td>
          </tr>
        ))}
      </Table>
      {bid.depenses.length > 0 && (
        <details className="bid-part">
          <summary>Toutes les dépenses ({bid.depenses.length})</summary>
          <ul className="list stack-s">
            {bid.depenses.map((its) => (
              <li key={its.id} className="row">
                {its.annee}, {its.operateur} : {formatEuros(its.montantCentimes)}
                {its.note && <span className="muted">{its.note}</span>}
                <PartActions
                  kind="depense"
                  id={its.id}
                  values={its}
                  refused={refused}
                  name={`${its.operateur} ${its.annee}`}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
      <PartForm
        kind="depense"
        values={{ annee: Number(today.slice(0, 4)) }}
        label="Ajouter une dépense"
        refused={refused}
      />
    </Card>
  )
}

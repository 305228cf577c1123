import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { CandidatureEtatBadge } from './candidature-badges.tsx'
import type { CandidatureLine } from './candidatures.queries.server.ts'

import './appels.css'

const heads = (
  <>
    <th scope="col">Projet</th>
    <th scope="col">Appel</th>
    <th scope="col">État</th>
    <th scope="col">Dépôt</th>
    <th scope="col" className="num">
      Demandé
    </th>
    <th scope="col" className="num">
      Obtenu
    </th>
  </>
)

/** Bids, with what they ask and what they brought. */
export function CandidaturesTable({ rows, base }: { rows: ReadonlyArray<CandidatureLine>; base: string }) {
  return (
    <Table caption="Candidatures" head={heads}>
      {rows.map((row) => (
        <tr key={row.code}>
          <th scope="row">
            <Link to={`${base}/candidatures/${row.code}`}>{row.titre}</Link> {row.exemple && <Exemple />}
            <br />
            <span className="small muted">
              {formatCount(row.actions, 'action')}, {formatCount(row.partenaires, 'partenaire')}
            </span>
          </th>
          <td>
            {row.appel}
            {row.financeur && <span className="small muted block">{row.financeur}</span>}
          </td>
          <td>
            <CandidatureEtatBadge etat={row.etat} />
          </td>
          <td>{row.depotLe ? formatDate(row.depotLe) : ''}</td>
          <td className="num">{formatEurosRounded(row.demandeCentimes)}</td>
          <td className="num">{formatEurosRounded(row.montantObtenuCentimes)}</td>
        </tr>
      ))}
    </Table>
  )
}

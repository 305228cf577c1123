import { Link } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { demarcheEtats, demarcheTones } from './demarche.words.ts'
import type { DemarcheLine } from './demarches.queries.server.ts'

const head = (
  <>
    <th scope="col">Démarche</th>
    <th scope="col">Où elle en est</th>
    <th scope="col" className="num">
      Contributions
    </th>
    <th scope="col" className="num">
      À traiter
    </th>
    <th scope="col" className="num">
      Passages
    </th>
    <th scope="col">Prochaine échéance</th>
  </>
)

const dueOf = (its: DemarcheLine): IsoDate | null =>
  ({
    preparation: null,
    contributions: its.contributionsAu,
    redaction: its.redactionAu,
    consultation: its.consultationAu,
    portee: null,
    abandonnee: null,
  })[its.etat]

/** The projects of writing, those under way first. */
export function DemarchesTable({
  demarches,
  base,
}: {
  demarches: ReadonlyArray<DemarcheLine>
  base: string
}) {
  return (
    <Table caption="Démarches de co-construction" head={head}>
      {demarches.map((its) => {
        const due = dueOf(its)
        return (
          <tr key={its.id}>
            <th scope="row">
              <Link to={`${base}/${its.id}`}>{its.titre}</Link> {its.exemple && <Exemple />}
              <div className="muted small">{its.document}</div>
            </th>
            <td>
              <Badge tone={demarcheTones[its.etat]}>{demarcheEtats[its.etat]}</Badge>
            </td>
            <td className="num">
              {its.contributions}
              <div className="muted small">
                {formatCount(its.groupes, 'groupe')}, {formatCount(its.structures, 'structure')}
              </div>
            </td>
            <td className="num">{its.aTraiter}</td>
            <td className="num">{its.passages}</td>
            <td>{due ? formatDate(due) : <span className="muted">—</span>}</td>
          </tr>
        )
      })}
    </Table>
  )
}

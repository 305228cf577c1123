import { Link } from 'react-router'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatList } from '#app/lib/text.ts'
import { AConfirmer, Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { QpvRow } from './places.queries.server.ts'

const heads = (
  <>
    <th scope="col">Code</th>
    <th scope="col">Nom</th>
    <th scope="col">Communes du territoire</th>
    <th scope="col">Communes voisines</th>
    <th scope="col">Périmètre</th>
  </>
)

/** Quarters of the two generations, one table each: they are never added nor joined. */
export function QpvTable({ qpvs, base, at }: { qpvs: ReadonlyArray<QpvRow>; base: string; at: IsoDate }) {
  const generations = [...Map.groupBy(qpvs, (its) => its.generation)]
  return generations.map(([generation, rows]) => (
    <section key={generation} className="stack-s">
      <h3>
        Génération {generation} <span className="muted">({rows.length})</span>{' '}
        {!isInForce(rows[0], at) && <Badge>pas en vigueur à cette date</Badge>}
      </h3>
      <Table caption={`Quartiers prioritaires, génération ${generation}`} head={heads}>
        {rows.map((its) => (
          <QpvLine key={its.code} qpv={its} base={base} />
        ))}
      </Table>
    </section>
  ))
}

function QpvLine({ qpv, base }: { qpv: QpvRow; base: string }) {
  return (
    <tr>
      <td>
        <Link to={`${base}/qpv/${qpv.code}`}>{qpv.code}</Link>{' '}
        {qpv.codeInfere && <AConfirmer>code déduit</AConfirmer>}
      </td>
      <th scope="row">{qpv.nom}</th>
      <td>{formatList(qpv.communes.filter((its) => !its.horsTerritoire).map((its) => its.nom))}</td>
      <td>{formatList(qpv.communes.filter((its) => its.horsTerritoire).map((its) => its.nom))}</td>
      <td>{qpv.statutPerimetre}</td>
    </tr>
  )
}

function isInForce(qpv: QpvRow | undefined, at: IsoDate): boolean {
  return qpv !== undefined && qpv.debut <= at && (qpv.fin === null || qpv.fin > at)
}

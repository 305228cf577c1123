import { Link } from 'react-router'
import type { IsoDate } from '#app/lib/dates.ts'
import { formatDate } from '#app/lib/dates.ts'
import { Table } from '#app/ui/table.tsx'
import { ficheEtats } from './fiche.schema.ts'
import type { FicheRow } from './fiches.queries.server.ts'
import { plotTimeline, ROW_HEIGHT } from './fiches-timeline.plot.ts'
import './fiches.css'

/** The fiches over the years: bars in the colour of their axis, and the same as a table. */
export function FichesTimeline({ rows, at }: { rows: ReadonlyArray<FicheRow>; at: IsoDate }) {
  const plot = plotTimeline(rows, at)
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className="table-wrap" aria-label="Frise des fiches" tabIndex={0}>
        <svg
          className="fiche-timeline"
          viewBox={`0 0 ${plot.width} ${plot.height}`}
          width={plot.width}
          height={plot.height}
          role="img"
          aria-label="Frise : une barre par fiche, de son début à sa fin. Les mêmes dates sont dans le tableau ci-dessous."
        >
          {plot.years.map(({ year, x }) => (
            <g key={year}>
              <line className="grid-line" x1={x} x2={x} y1={0} y2={plot.height} />
              <text x={x + 5} y={18}>
                {year}
              </text>
            </g>
          ))}
          {rows.map((row, index) => (
            <Line key={row.id} row={row} place={plot.bars[index]} />
          ))}
          {plot.today !== null && (
            <line className="today" x1={plot.today} x2={plot.today} y1={0} y2={plot.height} />
          )}
        </svg>
      </section>
      <details>
        <summary>Voir les dates en tableau</summary>
        <DatesTable rows={rows} />
      </details>
    </>
  )
}

function Line({
  row,
  place,
}: {
  row: FicheRow
  place: ReturnType<typeof plotTimeline>['bars'][number] | undefined
}) {
  if (!place) return null
  const colour = (((Number.parseInt(row.axeNumero ?? '1', 10) || 1) - 1) % 6) + 1
  return (
    <g className={row.axeNumero ? `axe-c${colour}` : undefined}>
      <text className="name" x={10} y={place.y + ROW_HEIGHT / 2 + 4}>
        {row.titre.length > 42 ? `${row.titre.slice(0, 41)}…` : row.titre}
      </text>
      {place.bar && (
        <rect
          className={`bar ${row.etat}`}
          x={place.bar.x}
          y={place.y + 6}
          width={place.bar.width}
          height={ROW_HEIGHT - 12}
          rx={3}
        >
          <title>{`${row.code} ${row.titre}, ${ficheEtats[row.etat]}`}</title>
        </rect>
      )}
    </g>
  )
}

function DatesTable({ rows }: { rows: ReadonlyArray<FicheRow> }) {
  const head = (
    <>
      <th scope="col">Fiche</th>
      <th scope="col">État</th>
      <th scope="col">Début</th>
      <th scope="col">Fin (exclue)</th>
    </>
  )
  return (
    <Table caption="Dates des fiches" head={head}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`../${row.code}`} relative="path">
              {row.code} {row.titre}
            </Link>
          </th>
          <td>{ficheEtats[row.etat]}</td>
          <td>{row.debut ? formatDate(row.debut) : 'non daté'}</td>
          <td>{row.fin ? formatDate(row.fin) : 'sans fin'}</td>
        </tr>
      ))}
    </Table>
  )
}

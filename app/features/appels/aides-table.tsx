import { Link } from 'react-router'
import { daysBetween, formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { AideEtatBadge, ConcerneBadge } from './aide-badges.tsx'
import type { AideLine } from './aides.queries.server.ts'

import './appels.css'

const heads = (
  <>
    <th scope="col">Aide</th>
    <th scope="col">Financeur</th>
    <th scope="col">Échéance</th>
    <th scope="col">Taux</th>
    <th scope="col">Décision</th>
  </>
)

/** Aids, those followed first, then what closes soonest. */
export function AidesTable({
  rows,
  base,
  today,
}: {
  rows: ReadonlyArray<AideLine>
  base: string
  today: IsoDate
}) {
  return (
    <Table caption="Aides" head={heads}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`${base}/veille/${row.id}`}>{row.nom}</Link> {row.exemple && <Exemple />}
            <br />
            <span className="small muted">
              {row.categories.map((its) => its.split(' / ').at(-1)).join(', ')}
            </span>
          </th>
          <td>{row.financeurs.join(', ')}</td>
          <td>
            <Deadline row={row} today={today} />
          </td>
          <td className="nowrap">{rateWords(row)}</td>
          <td>
            <AideEtatBadge etat={row.etat} />{' '}
            {row.concerne !== 'oui' && <ConcerneBadge concerne={row.concerne} />}
            {row.axe && <span className="small muted block">{row.axe}</span>}
          </td>
        </tr>
      ))}
    </Table>
  )
}

const SOON_DAYS = 30

function Deadline({ row, today }: { row: AideLine; today: IsoDate }) {
  if (!row.echeance) return <span className="muted">{row.recurrence || 'sans date'}</span>
  const days = daysBetween(today, row.echeance)
  return (
    <>
      <span className="nowrap">{formatDate(row.echeance)}</span>
      <br />
      {days < 0 ? (
        <Badge>passée</Badge>
      ) : (
        <Badge tone={days <= SOON_DAYS ? 'red' : 'ochre'}>
          {days === 0 ? 'aujourd’hui' : `dans ${formatCount(days, 'jour')}`}
        </Badge>
      )}
    </>
  )
}

/** « 20 à 80 % », « jusqu’à 50 % », or nothing. */
export function rateWords({ tauxMin, tauxMax }: { tauxMin: number | null; tauxMax: number | null }): string {
  if (tauxMin !== null && tauxMax !== null && tauxMin !== tauxMax) return `${tauxMin} à ${tauxMax} %`
  if (tauxMax !== null) return `jusqu’à ${tauxMax} %`
  return tauxMin === null ? '' : `au moins ${tauxMin} %`
}

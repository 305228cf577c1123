import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import { AConfirmer, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { PlaceOfPerimetre } from './perimetres.queries.server.ts'

interface PlacesProps {
  title: string
  places: ReadonlyArray<PlaceOfPerimetre>
  base: string
}

const heads = (
  <>
    <th scope="col">Nom</th>
    <th scope="col">Code</th>
    <th scope="col">Depuis le</th>
    <th scope="col">Jusqu’au (exclu)</th>
  </>
)

/** Places of a perimeter with their dates; quarters of two generations never share a table. */
export function PerimetrePlaces({ title, places, base }: PlacesProps) {
  if (places.length === 0) return null
  return (
    <Card title={title} aside={<span className="muted">{places.length}</span>}>
      <Table caption={title} head={heads}>
        {places.map((its) => (
          <tr key={`${its.code}${its.debut}`}>
            <th scope="row">
              <Link to={`${base}/${its.kind}/${its.code}`}>{its.nom}</Link> {its.aConfirmer && <AConfirmer />}
            </th>
            <td>{its.code}</td>
            <td>{formatDate(its.debut)}</td>
            <td>{its.fin ? formatDate(its.fin) : ''}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

/** A list of places of a comparison, with how many they are. */
export function ComparedPlaces({ title, places, base }: PlacesProps) {
  return (
    <Card title={title} aside={<span className="muted">{formatCount(places.length, 'lieu', 'lieux')}</span>}>
      {places.length === 0 ? (
        <p className="muted">Aucun.</p>
      ) : (
        <ul className="list stack-s">
          {places.map((its) => (
            <li key={its.code}>
              <Link to={`${base}/${its.kind}/${its.code}`}>{its.nom}</Link>{' '}
              {its.kind === 'qpv' && <span className="muted small">{its.code}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

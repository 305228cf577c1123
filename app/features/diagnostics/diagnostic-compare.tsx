import { Form } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { accords } from './diagnostic.schema.ts'
import type { ConstatWithChiffres } from './diagnostic-page.server.ts'

interface ComparisonFormProps {
  others: ReadonlyArray<{ id: string; titre: string }>
  chosen: string
}

/** Which diagnosis this one is set beside. */
export function ComparisonForm({ others, chosen }: ComparisonFormProps) {
  return (
    <Form method="get" className="card row" key={chosen}>
      <label className="row">
        <span>Comparer avec</span>
        <select className="input" name="avec" defaultValue={chosen}>
          {others.map(({ id, titre }) => (
            <option key={id} value={id}>
              {titre}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="btn">
        Comparer
      </button>
    </Form>
  )
}

interface ComparisonTableProps {
  before: { titre: string; annee: number }
  after: { titre: string; annee: number }
  pairs: ReadonlyArray<{
    titre: string
    before: ConstatWithChiffres | null
    after: ConstatWithChiffres | null
  }>
}

/** Two diagnoses side by side, a line a finding; one that is only on one side says so. */
export function ComparisonTable({ before, after, pairs }: ComparisonTableProps) {
  const head = (
    <>
      <th scope="col">Constat</th>
      <th scope="col">{`${before.titre}, ${before.annee}`}</th>
      <th scope="col">{`${after.titre}, ${after.annee}`}</th>
    </>
  )
  return (
    <Table caption="Comparaison des constats" head={head}>
      {pairs.map((pair) => (
        <tr key={pair.titre}>
          <th scope="row">{pair.titre}</th>
          <td>
            <Side constat={pair.before} absent="N’y était pas" />
          </td>
          <td>
            <Side constat={pair.after} absent="N’y est plus" />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Side({ constat, absent }: { constat: ConstatWithChiffres | null; absent: string }) {
  if (!constat) return <span className="muted">{absent}</span>
  return (
    <div className="stack-s">
      <p className="row">
        <Badge>{accords[constat.accord]}</Badge>
        <span className="small muted">{formatCount(constat.points, 'point')}</span>
      </p>
      {constat.lecture && <p>{constat.lecture}</p>}
      <ul className="small list">
        {constat.chiffres.flatMap(({ indicateur, label, cells }) =>
          cells.map(({ lieu, nom, cell }) => (
            <li key={`${indicateur} ${lieu}`}>
              {`${label}, ${nom} : ${cell.text}${cell.periode ? ` (${cell.periode})` : ''}`}
            </li>
          )),
        )}
      </ul>
      <p className="small muted">{formatCount(constat.observations.length, 'observation')}</p>
    </div>
  )
}

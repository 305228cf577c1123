import { Link } from 'react-router'
import { formatFixed } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Semblables } from './semblables.server.ts'
import './observatoire.css'

/** The indicators that make two places near or far. */
export function SemblablesChoices({ semblables }: { semblables: Semblables }) {
  const chosen = new Set(semblables.chosen.map(({ id }) => id))
  return (
    <fieldset className="obs-plain">
      <legend>Indicateurs comparés</legend>
      <div className="check-list">
        {semblables.choices.map(({ id, label }) => (
          <label className="check" key={id}>
            <input type="checkbox" name="indicateur" value={id} defaultChecked={chosen.has(id)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const KINDS: Record<string, [title: string, column: string]> = {
  commune: ['Communes les plus proches', 'Commune'],
  epci: ['Intercommunalités les plus proches', 'Intercommunalité'],
  qpv: ['Quartiers les plus proches', 'Quartier'],
}

interface SemblablesTableProps {
  semblables: Semblables
  base: string
  niveau: string
}

/** The nearest places with their distance and what makes most of it. */
export function SemblablesTable({ semblables, base, niveau }: SemblablesTableProps) {
  const [title, column] = KINDS[niveau] ?? ['Territoires les plus proches', 'Territoire']
  const { nearest, chosen, compared, notComparable } = semblables
  if (nearest.length === 0)
    return (
      <Card title={title}>
        <p className="muted">
          Rien à comparer : choisissez des indicateurs qui ont des chiffres, ou importez des fichiers
          nationaux.
        </p>
      </Card>
    )
  const head = (
    <>
      <th scope="col">{column}</th>
      <th scope="col">Département</th>
      <th scope="col" className="num">
        Distance
      </th>
      <th scope="col">Ce qui les sépare le plus</th>
    </>
  )
  return (
    <Card
      title={title}
      aside={
        <span className="small muted">
          parmi {formatCount(compared, 'territoire')}, {notComparable} sans assez de chiffres
        </span>
      }
    >
      <Table caption={title} head={head}>
        {nearest.map((one) => (
          <tr key={one.code}>
            <th scope="row">
              {niveau === 'qpv' ? (
                one.nom
              ) : (
                <Link to={`${base}/portrait/${niveau}/${one.code}`}>{one.nom}</Link>
              )}
            </th>
            <td>{one.departement}</td>
            <td className="num">{formatFixed(one.distance, 2)}</td>
            <td>{mostOf(one.contributions, chosen)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function mostOf(
  contributions: ReadonlyArray<number | null>,
  chosen: ReadonlyArray<{ label: string }>,
): string {
  const largest = Math.max(...contributions.map((one) => one ?? 0))
  const at = contributions.indexOf(largest)
  return largest > 0 ? `${chosen[at]?.label} (${Math.round(100 * largest)} %)` : ''
}

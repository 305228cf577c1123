import { Link } from 'react-router'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { Figure } from '#app/ui/figure.tsx'
import { Table } from '#app/ui/table.tsx'

interface ChiffresTableProps {
  chiffres: readonly Chiffre[]
  titre: string
  base: string
}

/** The figures of a finding, a line a place; each opens on the portrait, a blank one says why. */
export function ChiffresTable({ chiffres, titre, base }: ChiffresTableProps) {
  const [first] = chiffres
  const head = (
    <>
      <th scope="col">Lieu</th>
      {chiffres.map(({ indicateur, label }) => (
        <th scope="col" className="num" key={indicateur}>
          {label}
        </th>
      ))}
    </>
  )
  return (
    <Table caption={`Chiffres : ${titre}`} head={head}>
      {(first?.cells ?? []).map(({ lieu, nom }, at) => (
        <tr key={lieu}>
          <th scope="row">
            <Link to={`${base}/observatoire/portrait/${lieu.replace(':', '/')}`}>{nom}</Link>
          </th>
          {chiffres.map(({ indicateur, cells }) => {
            const cell = cells[at]?.cell
            return (
              <td className="num" key={indicateur}>
                {cell && <Figure cell={cell} />}
              </td>
            )
          })}
        </tr>
      ))}
    </Table>
  )
}

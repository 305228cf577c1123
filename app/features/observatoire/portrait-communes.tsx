import { formatCount } from '#app/lib/text.ts'
import { Figure } from '#app/ui/figure.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CommunesPortrait } from './portrait-page.ts'

interface PortraitCommunesProps {
  communes: CommunesPortrait
  /** Address of the observatory. */
  base: string
}

/** The communes of a larger place side by side; how many figures of each indicator are secret is said in its head. */
export function PortraitCommunes({ communes: { columns, rows }, base }: PortraitCommunesProps) {
  const head = (
    <>
      <th scope="col">Commune</th>
      {columns.map(({ id, label, periode }, at) => (
        <th scope="col" className="num" key={id}>
          <a href={`${base}/carte?indicateur=${id}`}>{label}</a>
          <span className="small muted figure-note">
            {periode}
            <Masked count={rows.filter(({ cells }) => cells[at]?.status === 'secret').length} />
          </span>
        </th>
      ))}
    </>
  )
  return (
    <Card
      title="Commune par commune"
      id="communes"
      aside={<span className="small muted">{formatCount(rows.length, 'commune')}</span>}
    >
      <div className="obs-communes">
        <Table caption="Les communes, indicateur par indicateur" head={head}>
          {rows.map(({ code, nom, cells }) => (
            <tr key={code}>
              <th scope="row">
                <a href={`${base}/portrait/commune/${code}`}>{nom}</a>
              </th>
              {cells.map((cell, at) => (
                <td className="num" key={columns[at]?.id}>
                  <Figure cell={cell} undated />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

function Masked({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <>
      {' '}
      <Badge tone="ochre">{formatCount(count, 'secret', 'secrets')}</Badge>
    </>
  )
}

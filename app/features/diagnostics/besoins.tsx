import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CaseBesoins, Couverture } from './besoins.rules.ts'

/** What the communes looked at, theme by theme; the silences are said before the table. */
export function Besoins({ couverture, base }: { couverture: Couverture; base: string }) {
  const { axes, rows, uncovered, silent } = couverture
  const head = (
    <>
      <th scope="col">Commune</th>
      {axes.map(({ id, nom }) => (
        <th scope="col" key={id ?? 'sans'}>
          {nom}
        </th>
      ))}
    </>
  )
  return (
    <>
      {uncovered.length > 0 && (
        <Notice tone="warning">
          <strong>Thèmes sur lesquels aucune commune n’a de constat :</strong> {uncovered.join(' ; ')}.
        </Notice>
      )}
      <Card
        title="Ce que les communes ont regardé"
        aside={
          <span className="small muted">
            {rows.length - silent.length} communes sur {rows.length}
          </span>
        }
      >
        <div className="besoins">
          <Table caption="Analyses des communes, thème par thème" head={head}>
            {rows.map(({ code, nom, cells }) => (
              <tr key={code}>
                <th scope="row">{nom}</th>
                {cells.map((cell, at) => (
                  <td key={axes[at]?.id ?? 'sans'}>
                    <Cell cell={cell} base={base} />
                  </td>
                ))}
              </tr>
            ))}
          </Table>
        </div>
      </Card>
    </>
  )
}

function Cell({ cell, base }: { cell: CaseBesoins | null; base: string }) {
  if (!cell)
    return (
      <span className="muted">
        – <span className="sr-only">pas d’analyse</span>
      </span>
    )
  const words = `${formatCount(cell.constats, 'constat')}, ${cell.annee}`
  const [first] = cell.analyses
  return (
    <>
      {first && <Link to={`${base}/diagnostics/${first.id}`}>{words}</Link>}
      {cell.constats === 0 && <Badge tone="ochre">vide</Badge>}
    </>
  )
}

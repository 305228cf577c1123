import { Link } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { FeuShown } from './feu.tsx'
import type { SuiviLine } from './suivi.queries.server.ts'

/** The indicators followed, one line each: where it started, where it is, where it should be, and why this light. */
export function SuiviTable({ lines, base }: { lines: ReadonlyArray<SuiviLine>; base: string }) {
  return (
    <Table caption="Indicateurs suivis" head={<Heads />}>
      {lines.map((line) => {
        const { dernier, cible } = line.standing
        return (
          <tr key={line.id}>
            <th scope="row">
              <Link to={`${base}/suivi/${line.id}`}>{line.nom}</Link> {line.exemple && <Exemple />}
              <div className="small muted">
                {[line.axe ?? 'Tout le document', line.organisation].join(' · ')}
              </div>
              {line.calcul && <Badge tone="brand">calculé par Maillage</Badge>}
            </th>
            <td>
              <FeuShown standing={line.standing} />
            </td>
            <td>{pointWords(dernier, line.unite)}</td>
            <td>{cible === null ? '—' : `${formatNumber(cible, 1)} ${line.unite}`}</td>
            <td>{pointWords(line.suivi.reference, line.unite)}</td>
          </tr>
        )
      })}
    </Table>
  )
}

function pointWords(point: { annee: number; valeur: number } | null, unite: string) {
  if (!point) return '—'
  return (
    <>
      {`${formatNumber(point.valeur, 1)} ${unite}`}
      <div className="small muted">{point.annee}</div>
    </>
  )
}

function Heads() {
  return ['Indicateur', 'Feu et règle', 'Dernière valeur', 'Cible de l’année', 'Référence'].map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}

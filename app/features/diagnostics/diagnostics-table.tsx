import { Link } from 'react-router'
import { formatShortList } from '#app/lib/text.ts'
import { AxeDot, Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type DiagnosticEtat, diagnosticEtats } from './diagnostic.schema.ts'

interface DiagnosticsTableProps {
  rows: ReadonlyArray<{
    id: string
    titre: string
    annee: number
    etat: DiagnosticEtat
    exemple: boolean
    axeNumero: string | null
    axeTitre: string | null
    constats: number
    desaccords: number
    lieux: string[]
  }>
}

const head = (
  <>
    <th scope="col">Diagnostic</th>
    <th scope="col">Année</th>
    <th scope="col">Axe</th>
    <th scope="col">Lieux</th>
    <th scope="col" className="num">
      Constats
    </th>
    <th scope="col">État</th>
  </>
)

/** The diagnoses, the latest year first. */
export function DiagnosticsTable({ rows }: DiagnosticsTableProps) {
  return (
    <Table caption="Diagnostics partagés" head={head}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={row.id}>{row.titre}</Link> {row.exemple && <Exemple />}
          </th>
          <td>{row.annee}</td>
          <td>
            {row.axeNumero && (
              <span className="row">
                <AxeDot numero={row.axeNumero} /> <span className="small">{row.axeTitre}</span>
              </span>
            )}
          </td>
          <td className="small">{formatShortList(row.lieux, 3)}</td>
          <td className="num">
            {row.constats}
            {row.desaccords > 0 && (
              <span className="small muted figure-note">
                {row.desaccords === 1 ? '1 divergence' : `${row.desaccords} divergences`}
              </span>
            )}
          </td>
          <td>
            <EtatDiagnostic etat={row.etat} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

const tones = { brouillon: 'neutral', partage: 'brand', valide: 'green' } as const

export function EtatDiagnostic({ etat }: { etat: DiagnosticEtat }) {
  return <Badge tone={tones[etat]}>{diagnosticEtats[etat]}</Badge>
}

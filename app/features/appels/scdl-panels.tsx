import { Download } from 'lucide-react'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card, Empty, Notice, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { LeftOut } from './scdl.ts'

/** How many rows are ready for the year, what is left out and why. */
export function Prepared({
  annee,
  rows,
  left,
}: {
  annee: number
  rows: number
  left: ReadonlyArray<LeftOut>
}) {
  if (rows + left.length === 0)
    return <Empty title={`Aucune subvention de l’intercommunalité n’est connue en ${annee}.`} />
  const leftRows = new Set(left.map(({ origine }) => origine)).size
  return (
    <>
      <div className="row stats">
        <Stat value={formatNumber(rows)} label="lignes valides" />
        <Stat value={formatNumber(leftRows)} label="à compléter avant de publier" />
      </div>
      {rows > 0 && (
        <div className="row">
          <a className="btn primary" href={`publier/scdl.csv?annee=${annee}`} download>
            <Download aria-hidden size={16} /> Fichier SCDL
          </a>
          <a className="btn" href={`publier/scdl.csv?annee=${annee}&etendu=oui`} download>
            <Download aria-hidden size={16} /> Avec les colonnes de Data.Subvention
          </a>
        </div>
      )}
      {left.length > 0 ? (
        <Left left={left} count={leftRows} />
      ) : (
        <Notice tone="success">Rien n’est écarté.</Notice>
      )}
    </>
  )
}

function Left({ left, count }: { left: ReadonlyArray<LeftOut>; count: number }) {
  const heads = (
    <>
      <th scope="col">Subvention</th>
      <th scope="col">Colonne</th>
      <th scope="col">Ce qui manque</th>
    </>
  )
  return (
    <Card title={`${formatCount(count, 'subvention écartée', 'subventions écartées')} du fichier`}>
      <p className="muted">Le schéma exige ces informations ; rien n’est inventé pour les remplacer.</p>
      <Table caption="Subventions écartées" head={heads}>
        {left.slice(0, 300).map((its) => (
          <tr key={`${its.origine} ${its.column} ${its.message}`}>
            <th scope="row">{its.origine}</th>
            <td>{its.column}</td>
            <td>{its.message}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

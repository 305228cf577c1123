import { Link } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { dossierEtats, dossierTones } from './dossier.words.ts'
import type { DossierLine } from './dossiers.queries.server.ts'

export interface DossiersCardProps {
  dossiers: ReadonlyArray<DossierLine>
  /** `/t/<territoire>/financements`. */
  base: string
}

/** The dossiers a person may read, drafts first: they wait for something. */
export function DossiersCard({ dossiers, base }: DossiersCardProps) {
  if (dossiers.length === 0) return null
  const head = (
    <>
      <th scope="col">Dossier</th>
      <th scope="col">Porteur</th>
      <th scope="col">État</th>
      <th scope="col" className="num">
        Demandé
      </th>
      <th scope="col">Déposé</th>
    </>
  )
  return (
    <Card title="Dossiers" aside={<span className="muted">{formatCount(dossiers.length, 'dossier')}</span>}>
      <Table caption="Dossiers" head={head}>
        {dossiers.map((dossier) => (
          <tr key={dossier.id}>
            <th scope="row">
              <Link to={`${base}/dossiers/${dossier.id}`}>{dossier.titre || 'Dossier sans titre'}</Link>{' '}
              {dossier.exemple && <Exemple />}
              <div className="muted small">{dossier.numero ?? dossier.appelTitre}</div>
            </th>
            <td>{dossier.porteur}</td>
            <td>
              <Badge tone={dossierTones[dossier.etat]}>{dossierEtats[dossier.etat]}</Badge>
            </td>
            <td className="num">{formatEurosRounded(dossier.demandeCentimes)}</td>
            <td>
              {dossier.deposeLe
                ? formatInstant(new Date(dossier.deposeLe))
                : `Modifié le ${formatInstant(new Date(dossier.modifieLe))}`}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

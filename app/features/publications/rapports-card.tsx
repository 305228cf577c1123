import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { type RapportEtat, rapportEtats } from './rapport.schema.ts'

interface RapportRow {
  id: string
  annee: number
  titre: string
  etat: RapportEtat
  exemple: boolean
}

/** The annual reports on the politique de la ville. */
export function RapportsCard({ base, rows }: { base: string; rows: ReadonlyArray<RapportRow> }) {
  const create = (
    <Link className="btn" to={`${base}/rapports/nouveau`}>
      <Plus aria-hidden size={16} /> Nouveau rapport annuel
    </Link>
  )
  return (
    <Card title="Rapports annuels politique de la ville" aside={create}>
      {rows.length === 0 ? (
        <Empty title="Aucun rapport annuel">
          Le plan est celui du décret ; les avis des conseils municipaux et des conseils citoyens y sont
          suivis et annexés.
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <span>
                <Link to={`${base}/rapports/${row.id}`}>Rapport {row.annee}</Link>{' '}
                <span className="muted">{row.titre}</span>
              </span>
              <span className="row">
                {row.exemple && <Exemple />}
                <Badge tone={row.etat === 'debattu' ? 'green' : 'ochre'}>{rapportEtats[row.etat]}</Badge>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { formatMonth, type IsoDate } from '#app/lib/dates.ts'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { type ExperienceEtat, experienceEtats } from './experience.schema.ts'

export interface ExperienceRow {
  id: string
  titre: string
  mois: IsoDate
  etat: ExperienceEtat
  exemple: boolean
  publieLe: Date | null
}

/** The case sheets being written. */
export function ExperiencesCard({ base, rows }: { base: string; rows: ReadonlyArray<ExperienceRow> }) {
  const create = (
    <Link className="btn" to={`${base}/experiences/nouvelle`}>
      <Plus aria-hidden size={16} /> Nouvelle fiche d’expérience
    </Link>
  )
  return (
    <Card title="Fiches d’expérience" aside={create}>
      {rows.length === 0 ? (
        <Empty title="Aucune fiche d’expérience">
          Racontez une action à d’autres territoires : les listes et les chiffres viennent du projet.
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map((row) => (
            <li key={row.id} className="row">
              <span>
                <Link to={`${base}/experiences/${row.id}`}>{row.titre}</Link>{' '}
                <span className="muted">{formatMonth(row.mois)}</span>
              </span>
              <span className="row">
                {row.exemple && <Exemple />}
                <Badge tone={row.etat === 'relue' ? 'green' : 'ochre'}>{experienceEtats[row.etat]}</Badge>
                {row.publieLe && <Badge tone="brand">Publiée</Badge>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

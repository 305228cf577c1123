import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { type NoteEtat, noteEtats } from './note.schema.ts'

interface NoteRow {
  id: string
  titre: string
  etat: NoteEtat
  exemple: boolean
  modifieLe: Date
}

/** The notes the team composes, and the models they begin from. */
export function NotesCard({
  base,
  notes,
  modeles,
}: {
  base: string
  notes: ReadonlyArray<NoteRow>
  modeles: ReadonlyArray<NoteRow>
}) {
  const create = (
    <Link className="btn" to={`${base}/notes/nouvelle`}>
      <Plus aria-hidden size={16} /> Nouvelle note
    </Link>
  )
  return (
    <Card title="Notes" aside={create}>
      {notes.length === 0 ? (
        <Empty title="Aucune note">
          Une note aux élus, un bilan d’axe, un dossier de séance : un texte écrit à plusieurs, où chiffres,
          cartes, listes et décisions viennent du projet.
        </Empty>
      ) : (
        <NoteList base={base} rows={notes} />
      )}
      {modeles.length > 0 && (
        <div className="stack-s">
          <h3>Modèles de notes</h3>
          <NoteList base={base} rows={modeles} areModels />
        </div>
      )}
    </Card>
  )
}

function NoteList({
  base,
  rows,
  areModels = false,
}: {
  base: string
  rows: ReadonlyArray<NoteRow>
  areModels?: boolean
}) {
  return (
    <ul className="list lines">
      {rows.map((row) => (
        <li key={row.id} className="row">
          <span>
            <Link to={`${base}/notes/${row.id}`}>{row.titre}</Link>{' '}
            <span className="muted small">{formatInstant(new Date(row.modifieLe))}</span>
          </span>
          <span className="row">
            {row.exemple && <Exemple />}
            {!areModels && (
              <Badge tone={row.etat === 'finale' ? 'green' : 'ochre'}>{noteEtats[row.etat]}</Badge>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

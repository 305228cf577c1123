import { Undo2 } from 'lucide-react'
import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Empty } from '#app/ui/page.tsx'
import type { HistoryLine } from './fiche-history.server.ts'
import { operationWords } from './fiche-history.words.ts'
import './fiches.css'

export interface HistoryProps {
  lines: ReadonlyArray<HistoryLine>
  version: number
  canEdit: boolean
  page: number
  hasMore: boolean
}

/** The journal of a fiche, field by field; an old value can be put back. */
export function History({ lines, version, canEdit, page, hasMore }: HistoryProps) {
  if (lines.length === 0) return <Empty title="Rien de plus ancien." />
  return (
    <>
      <ol className="timeline">
        {lines.map((line) => (
          <li key={line.id} className="stack-s">
            <p>
              <strong>{line.auteur}</strong> {operationWords(line.operation)}{' '}
              <span className="muted small">{formatInstant(new Date(line.le))}</span>
            </p>
            {line.fields.length > 0 && <ChangedFields line={line} version={version} canEdit={canEdit} />}
          </li>
        ))}
      </ol>
      <nav className="row" aria-label="Pages du journal">
        {page > 1 && <Link to={`?page=${page - 1}`}>Plus récent</Link>}
        {hasMore && <Link to={`?page=${page + 1}`}>Plus ancien</Link>}
      </nav>
    </>
  )
}

function ChangedFields({ line, version, canEdit }: { line: HistoryLine; version: number; canEdit: boolean }) {
  const isCreation = line.operation === 'fiche.creer' || line.operation.endsWith('.ajouter')
  const shown = line.fields.filter((field) => !isCreation || field.apres !== '')
  return (
    <div className="table-wrap">
      <table className="table fiche-changes">
        <caption className="sr-only">Champs changés</caption>
        <thead>
          <tr>
            <th scope="col">Champ</th>
            {!isCreation && <th scope="col">Avant</th>}
            <th scope="col">{isCreation ? 'Valeur' : 'Après'}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.label}</th>
              {!isCreation && (
                <td>
                  <span className="prose">{field.avant || <span className="muted">vide</span>}</span>
                  {canEdit && field.canRestore && <Restore line={line.id} field={field} version={version} />}
                </td>
              )}
              <td>
                <span className="prose">{field.apres || <span className="muted">vide</span>}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Restore({
  line,
  field,
  version,
}: {
  line: string
  field: HistoryLine['fields'][number]
  version: number
}) {
  return (
    <Form method="post">
      <HiddenInput name="ligne" value={line} />
      <HiddenInput name="champ" value={field.key} />
      <HiddenInput name="version" value={version} />
      <button
        type="submit"
        className="btn ghost small"
        aria-label={`Rétablir l’ancienne valeur : ${field.label}`}
      >
        <Undo2 aria-hidden size={14} /> Rétablir
      </button>
    </Form>
  )
}

import { Upload } from 'lucide-react'
import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { ErrorSummary } from './form.tsx'
import { Card } from './page.tsx'
import { Table } from './table.tsx'

interface UploadCardProps {
  label: string
  hint: string
  accept?: string
  refused: RefusedForm | undefined
}

/** Where an import begins: one file, sent to its rehearsal. */
export function UploadCard({ label, hint, accept, refused }: UploadCardProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card title="Choisir un fichier">
      <Form method="post" encType="multipart/form-data" className="stack-s">
        {refused && <ErrorSummary refused={refused} words={{ fichier: { label: 'Fichier' } }} />}
        <div className="field">
          <label htmlFor="champ-fichier">{label}</label>
          <input
            className="input"
            id="champ-fichier"
            type="file"
            name="fichier"
            accept={accept}
            required
            aria-describedby="aide-fichier"
          />
          <span className="hint" id="aide-fichier">
            {hint}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="btn primary" disabled={busy}>
            <Upload aria-hidden size={16} /> {busy ? 'Lecture en cours…' : 'Lire le fichier'}
          </button>
          {busy && <progress className="progress" aria-label="Lecture du fichier" />}
        </div>
      </Form>
    </Card>
  )
}

export interface Remark {
  line: number | null
  column: string | null
  message: string
}

const heads = (
  <>
    <th scope="col" className="num">
      Ligne
    </th>
    <th scope="col">Colonne</th>
    <th scope="col">Ce qui ne va pas</th>
  </>
)

const SHOWN = 200

/** Every line that is wrong: where, and why. */
export function RemarksTable({ caption, remarks }: { caption: string; remarks: ReadonlyArray<Remark> }) {
  return (
    <>
      <Table caption={caption} head={heads}>
        {remarks.slice(0, SHOWN).map((its) => (
          <tr key={`${its.line} ${its.column} ${its.message}`}>
            <td className="num">{its.line ?? ''}</td>
            <td>{its.column ?? ''}</td>
            <td>{its.message}</td>
          </tr>
        ))}
      </Table>
      {remarks.length > SHOWN && (
        <p className="muted small">
          Les {SHOWN} premières remarques sur {remarks.length}.
        </p>
      )}
    </>
  )
}

interface ConfirmBarProps {
  /** « Importer 12 organisations », or null when nothing can be written. */
  confirm: string | null
  refused: RefusedForm | undefined
}

/** Confirm what was rehearsed, or forget the file. */
export function ConfirmBar({ confirm, refused }: ConfirmBarProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="stack-s">
      {refused && <ErrorSummary refused={refused} words={{}} />}
      <div className="row">
        {confirm && (
          <button type="submit" className="btn primary" name="geste" value="confirmer" disabled={busy}>
            {confirm}
          </button>
        )}
        <button type="submit" className="btn ghost" name="geste" value="oublier" disabled={busy}>
          Abandonner ce fichier
        </button>
        {busy && <progress className="progress" aria-label="Écriture en cours" />}
      </div>
    </Form>
  )
}

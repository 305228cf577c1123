import { FileText, Trash2, Upload } from 'lucide-react'
import { Form, Link, useNavigation } from 'react-router'
import { formatNumber } from '#app/lib/numbers.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput } from './form.tsx'
import { Card } from './page.tsx'

export interface AttachedFile {
  id: string
  nom: string
  tailleOctets: number
}

const words = { fichier: { label: 'Fichier' } }

/** « 3,2 Mo », « 48 ko ». */
function formatBytes(bytes: number): string {
  return bytes >= 1_000_000
    ? `${formatNumber(bytes / 1_000_000, 1)} Mo`
    : `${formatNumber(Math.max(1, Math.round(bytes / 1_000)))} ko`
}

/** Sends one file; says so while it travels. */
export function FileForm({ action, refused }: { action: string; refused?: RefusedForm | undefined }) {
  const sending = useNavigation().formAction?.endsWith('/fichiers') ?? false
  return (
    <Form method="post" action={action} encType="multipart/form-data" className="stack-s">
      <FormFields words={words} values={{}} refused={refused}>
        <div className="field">
          <label htmlFor="champ-fichier">Fichier à déposer</label>
          <input
            className="input"
            id="champ-fichier"
            type="file"
            name="fichier"
            required
            aria-describedby="aide-fichier"
          />
          <span className="hint" id="aide-fichier">
            Document, tableau, image ou son, 50 Mo au plus. Aucune liste nominative.
          </span>
        </div>
        <div className="row">
          <button type="submit" className="btn" disabled={sending}>
            <Upload aria-hidden size={16} /> {sending ? 'Envoi en cours…' : 'Déposer'}
          </button>
          {sending && <progress className="progress" aria-label="Envoi du fichier" />}
        </div>
      </FormFields>
    </Form>
  )
}

/** The files of a record, to download, and the form to add one: its page has `fichiers` and `fichiers/:id` below it. */
export function FilesCard({ files, canEdit }: { files: ReadonlyArray<AttachedFile>; canEdit: boolean }) {
  return (
    <Card title="Fichiers" id="fichiers">
      <div className="stack-s">
        {files.length === 0 && <p className="muted">Aucun fichier.</p>}
        <ul className="list stack-s">
          {files.map((file) => (
            <li key={file.id} className="row">
              <FileText aria-hidden size={16} />
              <Link to={`fichiers/${file.id}`} className="wrap-anywhere" reloadDocument download={file.nom}>
                {file.nom}
              </Link>
              <span className="muted small">{formatBytes(file.tailleOctets)}</span>
              {canEdit && <RemoveFile file={file} />}
            </li>
          ))}
        </ul>
        {canEdit && (
          // Closed and empty again once a file has come.
          <details key={files.length}>
            <summary>Déposer un fichier</summary>
            <FileForm action="fichiers" />
          </details>
        )}
      </div>
    </Card>
  )
}

function RemoveFile({ file }: { file: AttachedFile }) {
  return (
    <Form method="post">
      <HiddenInput name="intention" value="fichier.retirer" />
      <HiddenInput name="id" value={file.id} />
      <button type="submit" className="btn ghost small" aria-label={`Retirer ${file.nom}`}>
        <Trash2 aria-hidden size={14} />
      </button>
    </Form>
  )
}

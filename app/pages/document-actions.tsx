import { FileText, Pencil } from 'lucide-react'
import { Link } from 'react-router'

/** What can be done of a framework document: kept as a file, corrected. */
export function DocumentActions({
  base,
  code,
  au,
  canEdit,
}: {
  base: string
  code: string
  au: string
  canEdit: boolean
}) {
  return (
    <>
      <Link className="btn ghost" to={`${base}/publications/produits/document-cadre/${code}${au}`}>
        <FileText aria-hidden size={16} /> PDF, Word
      </Link>
      {canEdit && (
        <Link className="btn" to="modifier">
          <Pencil aria-hidden size={16} /> Modifier
        </Link>
      )}
    </>
  )
}

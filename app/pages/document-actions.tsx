import { FileText, MessagesSquare, Pencil } from 'lucide-react'
import { Link } from 'react-router'
import type { Route } from './+types/document.route'

/** What can be done of a framework document: kept as a file, corrected. */
export function DocumentActions({
  page: { document, etat, canEdit },
  base,
  au,
}: {
  page: Route.ComponentProps['loaderData']['page']
  base: string
  au: string
}) {
  return (
    <>
      <Link className="btn ghost" to={`${base}/publications/produits/document-cadre/${document.code}${au}`}>
        <FileText aria-hidden size={16} /> PDF, Word
      </Link>
      {canEdit && etat !== 'echu' && document.arbreId && (
        <Link className="btn ghost" to={`${base}/demarches/nouvelle?document=${document.id}`}>
          <MessagesSquare aria-hidden size={16} /> L’écrire avec les groupes
        </Link>
      )}
      {canEdit && (
        <Link className="btn" to="modifier">
          <Pencil aria-hidden size={16} /> Modifier
        </Link>
      )}
    </>
  )
}

import { Copy, Download, Plus, Upload } from 'lucide-react'
import { Link, useLocation } from 'react-router'

/** What can be done with the directory: take it away, as it is filtered, or complete it. */
export function OrganisationsActions({ canCreate, canMerge }: { canCreate: boolean; canMerge: boolean }) {
  const { search } = useLocation()
  return (
    <>
      <a className="btn ghost" href={`organisations/export.xlsx${search}`} download>
        <Download aria-hidden size={16} /> XLSX
      </a>
      <a className="btn ghost" href={`organisations/export.csv${search}`} download>
        <Download aria-hidden size={16} /> CSV
      </a>
      {canMerge && (
        <Link className="btn" to="doublons">
          <Copy aria-hidden size={16} /> Doublons
        </Link>
      )}
      {canCreate && (
        <>
          <Link className="btn" to="importer">
            <Upload aria-hidden size={16} /> Importer
          </Link>
          <Link className="btn primary" to="nouvelle">
            <Plus aria-hidden size={18} /> Ajouter
          </Link>
        </>
      )}
    </>
  )
}

import { Download, History, Share2, Upload } from 'lucide-react'
import { Link, useLocation } from 'react-router'

/** Take the list away, publish one's own, bring others. */
export function AttributionsActions({ canImport }: { canImport: boolean }) {
  const { search } = useLocation()
  return (
    <>
      <a className="btn ghost" href={`subventions/export.xlsx${search}`} download>
        <Download aria-hidden size={16} /> XLSX
      </a>
      <a className="btn ghost" href={`subventions/export.csv${search}`} download>
        <Download aria-hidden size={16} /> CSV
      </a>
      <Link className="btn" to="imports">
        <History aria-hidden size={16} /> Imports
      </Link>
      {canImport && (
        <>
          <Link className="btn" to="publier">
            <Share2 aria-hidden size={16} /> Publier (SCDL)
          </Link>
          <Link className="btn primary" to="importer">
            <Upload aria-hidden size={16} /> Importer
          </Link>
        </>
      )}
    </>
  )
}

import { FileDown } from 'lucide-react'
import { Link } from 'react-router'
import './publications.css'

const formats = [
  ['pdf', 'PDF accessible'],
  ['docx', 'Word (DOCX)'],
  ['html', 'Page web'],
] as const

/** The same document as a file, in each format; plain links, the browser keeps the file. */
export function FormatLinks({ base, au }: { base: string; au?: string | null }) {
  return formats.map(([format, label]) => (
    <a
      key={format}
      className={format === 'pdf' ? 'btn primary' : 'btn'}
      href={`${base}/${format}${au ? `?au=${au}` : ''}`}
    >
      <FileDown aria-hidden size={16} /> {label}
    </a>
  ))
}

/** A document on the screen. Its HTML comes from `renderFragment`, where every text is escaped. */
export function DocumentView({ html }: { html: string }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: written by renderFragment, which escapes every text
    <div className="card document-view" dangerouslySetInnerHTML={{ __html: html }} />
  )
}

/** From the fiche action to its bilan, and back. */
export function SisterLink({ base, sorte, cle }: { base: string; sorte: string; cle: string }) {
  const [other, words] =
    sorte === 'fiche-action'
      ? ['fiche-bilan', 'Voir la fiche bilan']
      : ['fiche-action', 'Voir la fiche action']
  return <Link to={`${base}/produits/${other}/${cle}`}>{words}</Link>
}

import { FileDown } from 'lucide-react'
import { Link } from 'react-router'
import './publications.css'

const formats = [
  ['pdf', 'PDF accessible'],
  ['docx', 'Word (DOCX)'],
  ['odt', 'LibreOffice (ODT)'],
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

/** From the fiche action to its bilan, and back. */
export function SisterLink({ base, sorte, cle }: { base: string; sorte: string; cle: string }) {
  const [other, words] =
    sorte === 'fiche-action'
      ? ['fiche-bilan', 'Voir la fiche bilan']
      : ['fiche-action', 'Voir la fiche action']
  return <Link to={`${base}/produits/${other}/${cle}`}>{words}</Link>
}

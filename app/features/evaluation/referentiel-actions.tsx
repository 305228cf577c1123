import { Download, Plus, Sparkles } from 'lucide-react'
import { Link } from 'react-router'

/** The two ways a question enters the framework. */
export function AddQuestion({ base }: { base: string }) {
  return (
    <>
      <Link className="btn primary" to={`${base}/proposer`}>
        <Sparkles aria-hidden size={16} /> Proposer des questions
      </Link>
      <Link className="btn" to={`${base}/questions/nouvelle`}>
        <Plus aria-hidden size={16} /> Écrire une question
      </Link>
    </>
  )
}

/** The framework as files. */
export function Downloads({ base }: { base: string }) {
  return (['pdf', 'docx', 'xlsx'] as const).map((format) => (
    <a key={format} className="btn ghost" href={`${base}/referentiel.${format}`} download>
      <Download aria-hidden size={16} /> {format.toUpperCase()}
    </a>
  ))
}

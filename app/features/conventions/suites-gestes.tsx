import { Banknote, FilePen, Signature } from 'lucide-react'
import { Link } from 'react-router'

interface Props {
  base: string
  canSign: boolean
  canManage: boolean
}

/** What the page of the grants leads to, for who may. */
export function SuitesGestes({ base, canSign, canManage }: Props) {
  return (
    <>
      <Link className="btn" to={`${base}/versements`}>
        <Banknote aria-hidden size={16} /> Versements
      </Link>
      {canSign && (
        <Link className="btn" to={`${base}/parapheur`}>
          <Signature aria-hidden size={16} /> Parapheur
        </Link>
      )}
      {canManage && (
        <Link className="btn" to={`${base}/modeles`}>
          <FilePen aria-hidden size={16} /> Modèles d’actes
        </Link>
      )}
    </>
  )
}

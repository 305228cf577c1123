import { CalendarClock, ChartColumn, FileInput, Plus, Scale } from 'lucide-react'
import { Link } from 'react-router'

interface Props {
  base: string
  canEdit: boolean
  readsFigures: boolean
  readsEfforts: boolean
}

/** What the page of the calls leads to, for who may. */
export function FinancementsGestes({ base, canEdit, readsFigures, readsEfforts }: Props) {
  return (
    <>
      {readsFigures && (
        <>
          <Link className="btn" to={`${base}/chiffres`}>
            <ChartColumn aria-hidden size={16} /> Chiffres
          </Link>
          <Link className="btn" to={`${base}/relais`}>
            <CalendarClock aria-hidden size={16} /> Après le financement
          </Link>
        </>
      )}
      {readsEfforts && (
        <Link className="btn" to={`${base}/droit-commun`}>
          <Scale aria-hidden size={16} /> Droit commun
        </Link>
      )}
      {canEdit && (
        <>
          <Link className="btn" to={`${base}/import`}>
            <FileInput aria-hidden size={16} /> Reprendre une programmation
          </Link>
          <Link className="btn primary" to={`${base}/appels/nouveau`}>
            <Plus aria-hidden size={16} /> Préparer un appel
          </Link>
        </>
      )}
    </>
  )
}

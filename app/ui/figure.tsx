import type { ReactNode } from 'react'

/** A figure as a page shows it: written and dated, or the short word and the sentence of why there is none. */
export interface FigureCell {
  value: number | null
  status: string
  text: string
  periode: string | null
  why: string | null
}

/** A figure with its period (unless the table says it); a blank one opens on the reason. */
export function Figure({ cell, strong, undated }: { cell: FigureCell; strong?: boolean; undated?: boolean }) {
  if (cell.value !== null)
    return (
      <>
        {strong ? <strong>{cell.text}</strong> : cell.text}
        {!undated && <span className="small muted figure-note">{cell.periode}</span>}
      </>
    )
  return (
    <BlankReason why={`${cell.periode ? `${cell.periode} : ` : ''}${cell.why ?? ''}`}>
      <span className={cell.status === 'secret' ? 'badge ochre' : 'badge'}>{cell.text}</span>
    </BlankReason>
  )
}

/** « Pourquoi est-ce vide ? »: the answer, one click away. */
export function BlankReason({ why, children }: { why: string | null; children: ReactNode }) {
  return (
    <details className="figure-why">
      <summary>
        {children}
        <span className="sr-only"> pourquoi est-ce vide ?</span>
      </summary>
      <p className="small">{why}</p>
    </details>
  )
}

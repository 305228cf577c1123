import type { TableState } from './dossier-form.words.ts'

export interface CellProps {
  name: string
  label: string
  state: TableState
  /** The row, for a name that comes several times. */
  rank?: number
  text?: boolean
}

/** An input in a table: its label is read out, its column says it to who sees. */
export function Cell({ name, label, state, rank = 0, text = false }: CellProps) {
  const wrong = state.errors[name]
  return (
    <>
      <input
        className={text ? 'input' : 'input amount'}
        id={rank === 0 ? `champ-${name}` : `champ-${name}-${rank}`}
        name={name}
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        inputMode={text ? undefined : 'decimal'}
        autoComplete="off"
        defaultValue={state.typed[name]?.[rank] ?? ''}
      />
      {wrong && rank === 0 && <span className="error small">{wrong.join(' ')}</span>}
    </>
  )
}

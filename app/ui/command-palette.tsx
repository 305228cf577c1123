import { Command } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useFetcher, useNavigate } from 'react-router'
import { matchesSearch } from '#app/lib/text.ts'
import type { NavGroup } from './shell.tsx'

export interface Found {
  to: string
  label: string
  kind: string
}

/** Ctrl+K or ⌘K: go anywhere by typing its name. Pages at once, records from the server as one types. */
export function CommandPalette({ base, groups }: { base: string; groups: ReadonlyArray<NavGroup> }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const fetcher = useFetcher<{ found: Found[] }>()
  const navigate = useNavigate()
  const listId = useId()
  usePaletteShortcut(() => dialog.current?.showModal())

  const pages = groups.flatMap((group) =>
    group.links.map((link) => ({ to: link.to, label: link.label, kind: 'Page' })),
  )
  const records = query.length >= 2 ? (fetcher.data?.found ?? []) : []
  const options = [...pages.filter((page) => matchesSearch(page.label, query)), ...records].slice(0, 12)

  const type = (typed: string): void => {
    setQuery(typed)
    setActive(0)
    if (typed.trim().length >= 2)
      void fetcher.load(`${base}/recherche.json?q=${encodeURIComponent(typed.trim())}`)
  }
  const go = (to: string): void => {
    dialog.current?.close()
    setQuery('')
    void navigate(to)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = options[active]
    if (event.key === 'Enter' && chosen) {
      go(chosen.to)
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || options.length === 0) return
    event.preventDefault()
    setActive((active + step + options.length) % options.length)
  }

  return (
    <>
      <OpenButton onClick={() => dialog.current?.showModal()} />
      <dialog ref={dialog} className="palette" aria-label="Palette de commandes" onClose={() => setQuery('')}>
        <input
          className="input"
          role="combobox"
          aria-label="Aller à"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={options[active] ? `${listId}-${active}` : undefined}
          placeholder="Aller à une page, une fiche, une commune…"
          value={query}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Results id={listId} options={options} active={active} onChoose={go} />
        {options.length === 0 && <p className="palette-empty muted">Rien de ce nom. Essayez un autre mot.</p>}
      </dialog>
    </>
  )
}

function OpenButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      className="btn ghost small palette-button"
      title="Aller à une page ou un dossier (Ctrl+K)"
      onClick={onClick}
    >
      <Command aria-hidden size={14} /> K <span className="sr-only">Ouvrir la palette de commandes</span>
    </button>
  )
}

interface ResultsProps {
  id: string
  options: ReadonlyArray<Found>
  active: number
  onChoose: (to: string) => void
}

function Results({ id, options, active, onChoose }: ResultsProps) {
  return (
    <div id={id} role="listbox" aria-label="Résultats" className="palette-list">
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are reached with the arrows
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard path is the combobox above
        <div
          key={`${option.kind}${option.to}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onClick={() => onChoose(option.to)}
        >
          <span>{option.label}</span> <span className="muted small">{option.kind}</span>
        </div>
      ))}
    </div>
  )
}

function usePaletteShortcut(open: () => void): void {
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

import { Form, Link, useSearchParams } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { JournalEntry } from '#app/platform/journal-queries.server.ts'
import type { Choice } from '#app/ui/form.tsx'
import { Table } from '#app/ui/table.tsx'
import { entiteWords, keyWords, valueWords, verbOf } from './journal-words.ts'

export function JournalTable({ rows }: { rows: ReadonlyArray<JournalEntry> }) {
  const heads = ['Quand', 'Qui', 'Quoi', 'Avant et après']
  return (
    <Table
      caption="Journal des modifications"
      head={heads.map((label) => (
        <th scope="col" key={label}>
          {label}
        </th>
      ))}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <td>{formatInstant(row.le)}</td>
          <th scope="row">{row.auteur}</th>
          <td>
            {verbOf(row.operation)} : {entiteWords[row.entite] ?? row.entite}
            {row.titre && <strong> {row.titre}</strong>}
          </td>
          <td>
            <Changes entry={row} />
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Changes({ entry }: { entry: JournalEntry }) {
  const changes = Object.entries(entry.changements)
  if (changes.length === 0) return null
  return (
    <details>
      <summary>
        {changes.length} {changes.length === 1 ? 'champ' : 'champs'}
      </summary>
      <ul className="list">
        {changes.map(([key, { avant, apres }]) => (
          <li key={key}>
            <span className="muted">{keyWords(key)} :</span> <del>{valueWords(avant)}</del>{' '}
            <ins>{valueWords(apres)}</ins>
          </li>
        ))}
      </ul>
    </details>
  )
}

export interface JournalFiltersProps {
  authors: ReadonlyArray<Choice>
  filter: {
    entite?: string | undefined
    personneId?: string | undefined
    du?: string | undefined
    jusqua?: string | undefined
  }
}

export function JournalFilters({ authors, filter }: JournalFiltersProps) {
  return (
    <Form className="filters" aria-label="Filtrer le journal">
      <div className="field">
        <label htmlFor="entite">Quoi</label>
        <select className="input" id="entite" name="entite" defaultValue={filter.entite ?? ''}>
          <option value="">Tout</option>
          {Object.entries(entiteWords).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="personne">Qui</label>
        <select className="input" id="personne" name="personne" defaultValue={filter.personneId ?? ''}>
          <option value="">Tout le monde</option>
          {authors.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="du">Du</label>
        <input className="input" id="du" name="du" type="date" defaultValue={filter.du} />
      </div>
      <div className="field">
        <label htmlFor="jusqua">Au</label>
        <input className="input" id="jusqua" name="jusqua" type="date" defaultValue={filter.jusqua} />
      </div>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

/** Newer and older: a journal is not counted. */
export function NewerOlder({ page, hasNext }: { page: number; hasNext: boolean }) {
  const [params] = useSearchParams()
  const to = (target: number): string => {
    const next = new URLSearchParams(params)
    next.set('page', String(target))
    return `?${next}`
  }
  return (
    <nav className="pager" aria-label="Pages du journal">
      {page > 1 && <Link to={to(page - 1)}>Plus récent</Link>}
      {hasNext && <Link to={to(page + 1)}>Plus ancien</Link>}
    </nav>
  )
}

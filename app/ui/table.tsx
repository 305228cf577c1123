import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import { formatCount } from '#app/lib/text.ts'

/** A table that scrolls inside itself on a narrow screen, named for screen readers. Rows are plain <tr>. */
export function Table({
  caption,
  head,
  children,
}: {
  caption: string
  head: ReactNode
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className="table-wrap" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

/** A column head that sorts by the address: `?tri=titre` or `?tri=-titre`. */
export function SortHead({
  sort,
  children,
  numeric,
}: {
  sort: string
  children: ReactNode
  numeric?: boolean
}) {
  const [params] = useSearchParams()
  const current = params.get('tri')
  const direction = current === sort ? 'ascending' : current === `-${sort}` ? 'descending' : undefined
  const next = new URLSearchParams(params)
  next.set('tri', direction === 'ascending' ? `-${sort}` : sort)
  next.delete('page')
  return (
    <th scope="col" aria-sort={direction} className={numeric ? 'num' : undefined}>
      <Link to={`?${next}`} preventScrollReset>
        {children} {direction === 'ascending' && <ArrowUp aria-hidden size={12} />}
        {direction === 'descending' && <ArrowDown aria-hidden size={12} />}
      </Link>
    </th>
  )
}

/** Pages of a list, by the address. */
export function Pager({
  page,
  pageSize,
  total,
  one,
  many,
}: {
  page: number
  pageSize: number
  total: number
  one: string
  many?: string
}) {
  const [params] = useSearchParams()
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const to = (target: number): string => {
    const next = new URLSearchParams(params)
    next.set('page', String(target))
    return `?${next}`
  }
  return (
    <nav className="pager" aria-label="Pages de la liste">
      <span>{formatCount(total, one, many)}</span>
      {pages > 1 && (
        <span className="row">
          {page > 1 && <Link to={to(page - 1)}>Page précédente</Link>}
          <span>
            Page {page} sur {pages}
          </span>
          {page < pages && <Link to={to(page + 1)}>Page suivante</Link>}
        </span>
      )}
    </nav>
  )
}

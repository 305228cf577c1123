import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

const drawn = new WeakMap<object, Map<string, string>>()

/**
 * The markup of a part of a page, drawn once for the same data (the same object, not an equal one) and the same name:
 * tables of sixty indicators cost more to draw than to read. Only for parts that are the same for all their readers.
 */
export function drawOnce(data: object, name: string, part: () => ReactNode): string {
  const own = drawn.get(data) ?? new Map<string, string>()
  drawn.set(data, own)
  const html = own.get(name) ?? renderToStaticMarkup(part())
  own.set(name, html)
  return html
}

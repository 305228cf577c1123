import type { MouseEvent } from 'react'
import { useNavigate } from 'react-router'

/**
 * A part of a page that is the same for whoever may read it, drawn once on the server. Its links are plain: they open
 * without loading the whole page again, as the others do.
 */
export function FixedPart({ html }: { html: string }) {
  const navigate = useNavigate()
  const follow = (event: MouseEvent) => {
    const href = plainClick(event) ? hrefOf(event.target) : null
    if (href === null) return
    event.preventDefault()
    void navigate(href)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked, with the keyboard too
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click
    // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by React from our own components (drawOnce)
    <div className="stack" onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  )
}

function plainClick({ defaultPrevented, button, ...keys }: MouseEvent): boolean {
  return !defaultPrevented && button === 0 && !(keys.metaKey || keys.ctrlKey || keys.shiftKey || keys.altKey)
}

/** The page of ours that a click leads to, or null. */
function hrefOf(target: EventTarget): string | null {
  const href = target instanceof Element ? (target.closest('a')?.getAttribute('href') ?? null) : null
  return href?.startsWith('/') ? href : null
}

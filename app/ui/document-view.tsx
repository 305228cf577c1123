import './document-view.css'

/** A document on the screen. Its HTML comes from `renderFragment`, where every text is escaped. */
export function DocumentView({ html }: { html: string }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: written by renderFragment, which escapes every text
    <div className="card document-view" dangerouslySetInnerHTML={{ __html: html }} />
  )
}

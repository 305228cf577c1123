/** What machines read of the page. A `<` inside cannot close the element. */
export function JsonLd({ data }: { data: object }) {
  const text = JSON.stringify(data).replaceAll('<', '\\u003c')
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON, with its « < » written as an escape
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
  )
}

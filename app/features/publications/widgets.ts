/** What another site may show of the portal, inside one of its pages. */
export const widgets = {
  actions: { label: 'Les actions publiées', height: 480 },
  chiffres: { label: 'Le projet en chiffres', height: 220 },
  agenda: { label: 'Les prochaines dates', height: 320 },
} as const

export type Widget = keyof typeof widgets

export const widgetNames = Object.keys(widgets) as [Widget] // keys of the record

/** The lines to paste in a page. */
export function embedCode(address: string, widget: Widget, nom: string): string {
  const { label, height } = widgets[widget]
  return `<iframe src="${address}/widgets/${widget}" title="${label}, ${nom}" width="100%" height="${height}" loading="lazy"></iframe>`
}

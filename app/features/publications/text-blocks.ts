import type { BlockInput } from '#app/platform/documents/document.schema.ts'

/**
 * A text typed in a large field, as blocks: a blank line begins a paragraph, « - » a line of a list, « ## » a heading.
 * Anything else is text as it was typed. `level` is the level of its headings.
 */
export function textBlocks(text: string, level: 2 | 3 | 4 = 3): BlockInput[] {
  const blocks: BlockInput[] = []
  for (const line of text.split('\n').map((its) => its.trim())) {
    const last = blocks.at(-1)
    const item = /^[-•]\s+(.+)$/.exec(line)?.[1]
    const heading = /^#{2,4}\s+(.+)$/.exec(line)?.[1]
    if (line === '') blocks.push({ type: 'paragraph', text: '' })
    else if (heading) blocks.push({ type: 'heading', level, text: heading })
    else if (item && last?.type === 'list') last.items.push(item)
    else if (item) blocks.push({ type: 'list', items: [item] })
    else if (last?.type === 'paragraph' && last.text !== '') last.text = `${String(last.text)}\n${line}`
    else blocks.push({ type: 'paragraph', text: line })
  }
  return blocks.filter((block) => block.type !== 'paragraph' || block.text !== '')
}

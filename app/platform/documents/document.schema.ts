import { z } from 'zod'
import { isIsoDate } from '#app/lib/dates.ts'
import { plainText } from './plain-text.ts'

/*
 * A document, whatever it will be printed on: a title and a list of blocks. Rooms build it as data, `parseDocument`
 * checks it once, and the three renderers (HTML, DOCX, PDF) say the same thing in the same order:
 *
 *   const document = parseDocument({
 *     title: 'Fiche action A1-01', kind: 'Fiche action', issuer: 'Ville d’Exemple', date: '2026-11-23',
 *     blocks: [
 *       { type: 'heading', level: 1, text: 'Objectifs' },
 *       { type: 'paragraph', text: ['Un texte ', { text: 'important', strong: true }, '.'] },
 *       { type: 'table', caption: 'Budget', columns: [{ label: 'Poste' }, { label: 'Montant', align: 'end' }],
 *         rows: [['Salaires', '12 000 €']] },
 *     ],
 *   })
 *   documentResponse(document, 'pdf')        // the answer of a route: documents.server.ts
 *
 * A text is never markup: `*`, `#`, `<b>` or `&` typed by a person are printed as they are.
 */

const text = z.string().transform(plainText)
const shortText = text.pipe(z.string().trim().min(1))

/** What a link may open: never a script, never a file of the machine. */
const href = z
  .string()
  .trim()
  .refine((url) => /^(https?:\/\/|mailto:)[^\s]+$/i.test(url) && URL.canParse(url), 'adresse refusée')

const span = z.strictObject({
  text,
  strong: z.boolean().optional(),
  emphasis: z.boolean().optional(),
  href: href.optional(),
})

const richText = z.union([text, z.array(z.union([text, span]))])

const columnSchema = z.strictObject({
  label: shortText,
  /** Amounts and counts are set at the end of their cell. */
  align: z.enum(['start', 'end']).optional(),
  /** Relative width, 1 when left out. */
  width: z.number().positive().max(20).optional(),
})

const tableSchema = z
  .strictObject({
    type: z.literal('table'),
    caption: shortText,
    columns: z.array(columnSchema).min(1).max(14),
    rows: z.array(z.array(richText)),
    /** Rows set apart at the end: totals. */
    totals: z.array(z.array(richText)).optional(),
    source: richText.optional(),
  })
  .refine(
    ({ columns, rows, totals }) => [...rows, ...(totals ?? [])].every((row) => row.length === columns.length),
    'chaque ligne a autant de cellules que le tableau a de colonnes',
  )

/** A drawing of ours: no script, nothing fetched from elsewhere, a size that can be read. */
const svg = z
  .string()
  .refine((source) => /^\s*<svg[\s>]/.test(source) && source.includes('viewBox='), 'un SVG avec sa viewBox')
  .refine(
    (source) => !/<script|<foreignObject|<iframe|\son\w+\s*=|javascript:/i.test(source),
    'un SVG sans programme',
  )
  .refine((source) => !/(?:href|src)\s*=\s*["'](?!#|data:image\/)/i.test(source), 'un SVG qui ne charge rien')

/** One block, as it is written or kept. */
export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    text: shortText,
  }),
  z.strictObject({
    type: z.literal('paragraph'),
    text: richText,
    /** `lead` introduces, `small` is a remark. */
    look: z.enum(['lead', 'small']).optional(),
  }),
  z.strictObject({
    type: z.literal('list'),
    ordered: z.boolean().optional(),
    items: z
      .array(z.union([richText, z.strictObject({ text: richText, items: z.array(richText).min(1) })]))
      .min(1),
  }),
  tableSchema,
  z.strictObject({
    type: z.literal('facts'),
    items: z
      .array(z.strictObject({ label: shortText, value: shortText, note: text.optional() }))
      .min(1)
      .max(24),
    /** `figures` sets a few large numbers side by side; `terms` (usual) a list of labels and values. */
    look: z.enum(['figures', 'terms']).optional(),
  }),
  z.strictObject({ type: z.literal('quote'), text: richText, by: text.optional() }),
  z.strictObject({
    type: z.literal('callout'),
    title: shortText.optional(),
    text: richText,
    tone: z.enum(['note', 'warning']).optional(),
  }),
  z.strictObject({
    type: z.literal('figure'),
    svg,
    /** What the drawing shows, for who does not see it. */
    alt: shortText,
    caption: shortText,
    source: richText.optional(),
    /** Share of the width of the text, 1 when left out. */
    width: z.number().min(0.2).max(1).optional(),
  }),
  z.strictObject({ type: z.literal('pageBreak') }),
  z.strictObject({
    type: z.literal('sources'),
    title: shortText.optional(),
    items: z.array(richText).min(1),
  }),
  z.strictObject({
    type: z.literal('signatures'),
    place: text.optional(),
    parties: z
      .array(z.strictObject({ name: shortText, role: text.optional() }))
      .min(1)
      .max(60),
  }),
])

const documentSchema = z
  .strictObject({
    title: shortText,
    subtitle: text.optional(),
    /** The kind of document, printed above its title: « Fiche action ». */
    kind: shortText,
    /** Who issues it. */
    issuer: shortText,
    /** The day it says what it says. */
    date: z.string().refine(isIsoDate),
    language: z.literal('fr-FR').optional(),
    /** What the footer repeats beside the title: « Document de travail », « Validé le… ». */
    status: text.optional(),
    /** A table of contents after the title. */
    contents: z.boolean().optional(),
    blocks: z.array(blockSchema).min(1),
  })
  .superRefine(({ blocks }, context) => {
    let level = 0
    for (const [index, block] of blocks.entries()) {
      if (block.type !== 'heading') continue
      if (block.level > level + 1)
        context.addIssue({
          code: 'custom',
          path: ['blocks', index, 'level'],
          message: `un titre de niveau ${block.level} suit un titre de niveau ${level}`,
        })
      level = block.level
    }
  })

export type DocumentInput = z.input<typeof documentSchema>
export type Document = z.output<typeof documentSchema>
export type Block = Document['blocks'][number]
export type BlockInput = DocumentInput['blocks'][number]
export type RichText = z.output<typeof richText>
export type Span = z.output<typeof span>
export type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>

/** Checks a document and cleans its texts. @throws ZodError: a wrong document is a bug of who built it */
export function parseDocument(input: DocumentInput): Document {
  return documentSchema.parse(input)
}

/** A text as a list of spans, empty ones left out. */
export function spansOf(rich: RichText): Span[] {
  const parts = typeof rich === 'string' ? [rich] : rich
  return parts
    .map((part) => (typeof part === 'string' ? { text: part } : part))
    .filter((part) => part.text !== '')
}

/** The size of a drawing, from its viewBox. */
export function svgSize(source: string): { width: number; height: number } {
  const [, box = ''] = /viewBox\s*=\s*["']([^"']+)["']/.exec(source) ?? []
  const [, , width = 0, height = 0] = box
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return { width: width > 0 ? width : 600, height: height > 0 ? height : 400 }
}

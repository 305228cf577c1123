import { z } from 'zod'
import { parseDate } from './dates.ts'
import { InvalidInput } from './errors.ts'
import { parseEuros } from './money.ts'
import { parseNumber } from './numbers.ts'
import { parisInstant } from './paris-time.ts'

/**
 * Reads a form through a schema: texts become the numbers, dates, amounts, booleans and lists the schema asks for,
 * then the schema judges. A key named `…Centimes` is typed in euros. Every error comes back at once, in French.
 * @throws InvalidInput
 */
export function parseForm<Schema extends z.ZodObject>(schema: Schema, form: FormData): z.infer<Schema> {
  const raw = Object.fromEntries(
    Object.entries(schema.shape).map(([key, type]) => [key, rawValue(key, type, form)]),
  )
  return parseInput(schema, raw)
}

/** The same for values that are already typed (spreadsheet, API). @throws InvalidInput */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const byField = Map.groupBy(parsed.error.issues, (issue) => String(issue.path[0] ?? ''))
  throw new InvalidInput(
    Object.fromEntries([...byField].map(([field, issues]) => [field, issues.map(sentenceOf)])),
  )
}

interface Unwrapped {
  kind: string
  nullable: boolean
}

function unwrap(type: z.core.$ZodType): Unwrapped {
  const def: { type: string; innerType?: z.core.$ZodType; in?: z.core.$ZodType } = type._zod.def
  if (def.type === 'nullable') return { ...unwrap(def.innerType ?? type), nullable: true }
  if (def.type === 'pipe' && def.in) return unwrap(def.in)
  if (def.innerType) return unwrap(def.innerType)
  return { kind: def.type, nullable: false }
}

function rawValue(key: string, type: z.core.$ZodType, form: FormData): unknown {
  const { kind, nullable } = unwrap(type)
  if (kind === 'array')
    return form
      .getAll(key)
      .map(String)
      .filter((value) => value !== '')
  if (kind === 'boolean') return form.has(key)
  const typed = String(form.get(key) ?? '')
    .replace(/\r\n/g, '\n')
    .trim()
  if (typed === '' && nullable) return null
  if (kind === 'number') return numberTyped(key, typed)
  return typed
}

function numberTyped(key: string, typed: string): unknown {
  if (!key.endsWith('Centimes')) return parseNumber(typed) ?? typed
  const amount = parseEuros(typed)
  return amount.ok ? amount.centimes : typed
}

/** A day as the schema wants it: ISO, or typed the French way. */
export const isoDay = z.string().transform((typed, context) => {
  const day = parseDate(typed)
  if (day) return day
  context.addIssue({ code: 'custom', message: 'Écrivez une date qui existe, comme 31/12/2026.' })
  return z.NEVER
})

type Issue = z.core.$ZodIssue

function sentenceOf(issue: Issue): string {
  if (issue.code === 'custom') return issue.message
  return sentences[issue.code]?.(issue) ?? 'Cette réponse n’est pas celle attendue : vérifiez-la.'
}

const sentences: Partial<Record<Issue['code'], (issue: Issue) => string>> = {
  invalid_type: (issue) =>
    'expected' in issue && issue.expected === 'number'
      ? 'Écrivez un nombre, par exemple 12 ou 1 250,50.'
      : 'Cette réponse est nécessaire.',
  too_small: (issue) => tooSmall(issue),
  too_big: (issue) =>
    'origin' in issue && issue.origin === 'string'
      ? `Raccourcissez : ${limitOf(issue, 'maximum')} caractères au plus.`
      : `Écrivez ${limitOf(issue, 'maximum')} au plus.`,
  invalid_value: () => 'Choisissez une des réponses proposées.',
  invalid_format: (issue) => {
    if ('format' in issue && issue.format === 'email')
      return 'Écrivez une adresse électronique comme nom@exemple.fr.'
    // A schema that says what form it expects is repeated; the library's own English is not.
    return issue.message.startsWith('Invalid') ? 'Cette réponse n’a pas la forme attendue.' : issue.message
  },
}

function tooSmall(issue: Issue): string {
  if (!('origin' in issue)) return 'Cette réponse est nécessaire.'
  if (issue.origin === 'string') return 'Cette réponse est nécessaire.'
  if (issue.origin === 'array') return 'Choisissez au moins une réponse.'
  return `Écrivez ${limitOf(issue, 'minimum')} au moins.`
}

function limitOf(issue: Issue, side: 'minimum' | 'maximum'): string {
  const limit = side in issue ? new Map<string, unknown>(Object.entries(issue)).get(side) : undefined
  return String(limit ?? '')
}

/** An instant as the browser's field gives it, `2026-12-31T12:00`, read on the clock of Paris. */
export const parisDateTime = z.union([z.date(), z.string()]).transform((typed, context) => {
  if (typed instanceof Date) return typed
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(typed) ?? []
  const date = parseDate(day)
  if (date && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return parisInstant(date, time)
  context.addIssue({ code: 'custom', message: 'Donnez une date et une heure, comme 31/12/2026 à 12:00.' })
  return z.NEVER
})

/** A share in [0, 1], typed as a percentage. */
export const percent = z
  .number()
  .min(0)
  .max(100)
  .transform((typed) => typed / 100)

import { createHash } from 'node:crypto'
import sanitizeHtml from 'sanitize-html'
import { normaliseForSearch } from '#app/lib/text.ts'
import { type ApiAide, apiAide } from './aide.schema.ts'
import type { Concerne } from './aide.words.ts'
import { findObjectsIn } from './aide-document.ts'

/** Text structure and links; no picture, no style, no script, and links that say they leave the site. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: ['p', 'br', 'ul', 'ol', 'li', 'strong', 'em', 'b', 'i', 'h3', 'h4', 'a', 'blockquote'],
    allowedAttributes: { a: ['href', 'rel', 'target'] },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      h1: 'h3',
      h2: 'h3',
      h5: 'h4',
      h6: 'h4',
      div: 'p',
      a: (_tag, { href = '' }) => ({ tagName: 'a', attribs: { href, rel: 'noopener noreferrer nofollow' } }),
    },
  }).trim()
}

/** What a territory is called at each scale, to know whether an aid concerns it. */
export interface TerritoireNames {
  epci: ReadonlyArray<string>
  communes: ReadonlyArray<string>
  departement: string
  region: string
}

const key = (name: string): string => normaliseForSearch(name.replace(/\s*\([^)]*\)\s*$/, ''))

/** Whether the perimeter of an aid holds the territory; a perimeter drawn for the aid must be read by someone. */
export function concerneOf(perimetre: string, echelle: string, names: TerritoireNames): Concerne {
  const place = key(perimetre)
  const scale = key(echelle)
  if (place === '') return 'a_verifier'
  if (scale === 'pays' || scale === 'continent') return ['france', 'europe'].includes(place) ? 'oui' : 'non'
  const here: Record<string, ReadonlyArray<string>> = {
    region: [names.region],
    departement: [names.departement],
    epci: names.epci,
    commune: names.communes,
  }
  const known = Object.entries(here).find(([kind]) => scale.startsWith(kind))
  if (!known) return 'a_verifier'
  return known[1].some((name) => key(name) === place) ? 'oui' : 'non'
}

export interface ReadAide {
  aide: ApiAide
  descriptionHtml: string
  eligibiliteHtml: string
  concerne: Concerne
  empreinte: string
}

export interface ReadPage {
  aides: ReadAide[]
  refused: Array<{ rank: number; message: string }>
  /** Address of the next page, when the document says there is one. */
  next: string | null
}

/** Reads a page of the API (`{count, next, results}`), a list of aids, or one aid. */
export function readAides(document: unknown, names: TerritoireNames): ReadPage {
  const { objects, next } = findObjectsIn(document)
  const page: ReadPage = { aides: [], refused: [], next }
  for (const [rank, object] of objects.entries()) {
    const parsed = apiAide.safeParse(object)
    if (parsed.success) page.aides.push(toAide(parsed.data, names))
    else {
      const fields = parsed.error.issues.map((issue) => String(issue.path[0] ?? 'aide')).join(', ')
      page.refused.push({ rank: rank + 1, message: `Aide illisible : ${fields}.` })
    }
  }
  return page
}

function toAide(aide: ApiAide, names: TerritoireNames): ReadAide {
  return {
    aide,
    descriptionHtml: cleanHtml(aide.description),
    eligibiliteHtml: cleanHtml(aide.eligibility),
    concerne: concerneOf(aide.perimeter, aide.perimeter_scale, names),
    empreinte: createHash('sha256').update(JSON.stringify(aide)).digest('hex'),
  }
}

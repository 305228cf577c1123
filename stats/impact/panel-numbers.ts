/**
 * The number written in a cell. Empty, `NA`, `NaN`, `null` and `.` give NaN; `Inf` gives Infinity; a decimal comma is
 * accepted, and so are spaces between groups of three digits; anything else gives `undefined`.
 */
export function readNumber(value: unknown): number | undefined {
  if (value === null || value === undefined) return Number.NaN
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  const text = withoutGroupSpaces(String(value).trim())
  if (/^(|na|nan|null|none|\.)$/i.test(text)) return Number.NaN
  if (/^\+?inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  return Number(text.replace(',', '.'))
}

/** « 1 234 567,8 » as French tables print it, with ordinary, non-breaking or narrow spaces. */
function withoutGroupSpaces(text: string): string {
  return /^[+-]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d*)?$/.test(text)
    ? text.replace(/[ \u00a0\u202f]/g, '')
    : text
}

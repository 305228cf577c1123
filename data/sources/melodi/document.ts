import type { Row } from '#app/lib/tables/index.ts'

type Json = Record<string, unknown>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The observations of an answer of the API as rows, header first; null when the document is something else. */
export function melodiRows(document: unknown): { identifier: string; rows: Row[] } | null {
  const answer = Array.isArray(document) ? document[0] : document
  if (!isObject(answer) || !Array.isArray(answer.observations)) return null
  const observations = answer.observations.filter(isObject)
  const facts = observations.map(flatten)
  const names = [...new Set(facts.flatMap((one) => Object.keys(one)))]
  const rows: Row[] = [{ line: 1, cells: names }]
  for (const [at, one] of facts.entries())
    rows.push({ line: at + 2, cells: names.map((name) => toCell(one[name])) })
  const identifier = typeof answer.identifier === 'string' ? answer.identifier : 'melodi'
  return { identifier, rows }
}

function flatten(observation: Json): Json {
  const flat: Json = {}
  for (const part of [observation.dimensions, observation.attributes])
    if (isObject(part)) Object.assign(flat, part)
  if (!isObject(observation.measures)) return flat
  for (const [name, measure] of Object.entries(observation.measures)) {
    flat[name] = isObject(measure) ? (measure.value ?? null) : measure
  }
  return flat
}

function toCell(value: unknown) {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null || value === undefined ? null : JSON.stringify(value)
}

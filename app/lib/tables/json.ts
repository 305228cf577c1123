import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'
import { decodeText, type Encoding } from './encoding.ts'
import type { Cell, Row } from './report.ts'

/** Beyond, a JSON document does not fit in memory beside the rest: ask for the CSV of the same data. */
const LARGEST_JSON = 400 * 1024 * 1024

/** Reads a whole JSON document, or one object per line. */
export async function readJson(path: string, encoding: Encoding): Promise<unknown> {
  const bytes = await readFile(path)
  const name = basename(path)
  if (bytes.length > LARGEST_JSON) {
    const sentence = `Le fichier ${name} (JSON de plus de 400 Mo) est trop grand pour être lu d’un bloc : importez la version CSV du même jeu de données.`
    throw new Refusal('json-trop-grand', sentence)
  }
  const text = decodeText(bytes, encoding)
  try {
    return JSON.parse(text)
  } catch (error) {
    const lines = parseLines(text)
    if (lines) return lines
    const sentence = `Le fichier ${name} commence comme du JSON mais s’interrompt ou se contredit : téléchargez-le de nouveau.`
    throw new Refusal('json-abime', sentence, { details: error instanceof Error ? error.message : null })
  }
}

function parseLines(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2) return null
  try {
    return lines.map((line): unknown => JSON.parse(line))
  } catch {
    return null
  }
}

/** True for `{…}`, arrays excluded. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The list of objects a document holds: itself, the properties of its features (GeoJSON), or the longest list found
 * one level down (`results`, `structures`, `observations`…). Null when it holds none.
 */
export function findObjects(document: unknown): Record<string, unknown>[] | null {
  if (Array.isArray(document)) return document.length > 0 && document.every(isRecord) ? document : null
  if (!isRecord(document)) return null
  const { features } = document
  if (Array.isArray(features)) {
    return features
      .filter(isRecord)
      .map((feature) => (isRecord(feature.properties) ? feature.properties : {}))
  }
  const lists = Object.values(document).filter((value): value is Record<string, unknown>[] => {
    return Array.isArray(value) && value.length > 0 && value.every(isRecord)
  })
  return lists.sort((one, other) => other.length - one.length)[0] ?? null
}

/** Objects as a table: the first row names every key met; lists and objects inside become JSON text. */
export async function* objectRows(objects: Record<string, unknown>[]): AsyncGenerator<Row> {
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  yield { line: 1, cells: keys }
  let line = 1
  for (const object of objects) yield { line: ++line, cells: keys.map((key) => toCell(object[key])) }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '#app/lib/errors.ts'
import type { Delimiter } from './delimiter.ts'
import { type Encoding, toUtf8 } from './encoding.ts'
import type { Row } from './report.ts'

export interface CsvSource {
  path: string
  encoding: Encoding
  delimiter: Delimiter
}

/** Records of a delimited file one by one, in bounded memory. A record keeps the line it starts on. */
export async function* csvRows(source: CsvSource): AsyncGenerator<Row> {
  const parser = parse({
    delimiter: source.delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 16 * 1024 * 1024,
    info: true,
  })
  const bytes = createReadStream(source.path, { highWaterMark: 1 << 18 })
  const pieces = source.encoding === 'utf-8' ? bytes : toUtf8(bytes, source.encoding)
  void feed(pieces, parser)
  let next = 1
  try {
    for await (const { record, info } of parser) {
      const cells: string[] = record
      // `info.lines` is the line where the record ends: the next one starts just after it.
      yield { line: next, cells }
      next = info.lines + 1
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, next) : error
  } finally {
    bytes.destroy()
    parser.destroy()
  }
}

/** A record that never ends: a file cut in the middle of a quoted cell, or a quote that nobody closed. */
function unreadable({ code }: CsvError, line: number): Refusal {
  const what =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'un guillemet ouvert n’est jamais refermé'
      : 'une ligne est illisible ou démesurée'
  return new Refusal(
    'csv-abime',
    `Ce fichier est coupé ou abîmé : ${what} à partir de la ligne ${line}. Téléchargez-le de nouveau, ou corrigez cette ligne.`,
  )
}

async function feed(pieces: AsyncIterable<Buffer>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (parser.destroyed) return
      if (!parser.write(piece)) await drained(parser)
    }
    parser.end()
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Waits for room, or for the reader to have gone away. */
function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done)
      parser.off('close', done)
      resolve()
    }
    parser.on('drain', done)
    parser.on('close', done)
  })
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Refusal } from '#app/lib/errors.ts'
import { type OpenedFile, openTables, type Table } from '#app/lib/tables/index.ts'
import { openDuck, text } from './duckdb.server.ts'

/** The same file with its Parquet tables readable like any other: each is written as text first. */
export async function withParquets(opened: OpenedFile): Promise<OpenedFile> {
  if (opened.parquets.length === 0) return opened
  const folder = await mkdtemp(join(tmpdir(), 'parquet-'))
  const inner: OpenedFile[] = []
  const close = async () => {
    for (const one of inner) await one.close()
    await rm(folder, { recursive: true, force: true })
    await opened.close()
  }
  try {
    const tables: Table[] = []
    for (const [at, path] of opened.parquets.entries()) {
      const label = basename(path)
      const csv = join(folder, `${at}.csv`)
      await writeAsText(path, { csv, label, folder })
      const read = await openTables(csv)
      inner.push(read)
      tables.push(...read.tables.map((table) => ({ ...table, name: label, file: label })))
    }
    return { ...opened, tables: [...opened.tables, ...tables], parquets: [], close }
  } catch (error) {
    await close()
    throw error
  }
}

async function writeAsText(path: string, to: { csv: string; label: string; folder: string }): Promise<void> {
  const duck = await openDuck({ spillFolder: to.folder })
  try {
    const query = `select columns(*)::varchar from read_parquet(${text(path)})`
    await duck.run(`copy (${query}) to ${text(to.csv)} (format csv, delimiter ';', header true)`)
  } catch (error) {
    const sentence = `Le fichier Parquet ${to.label} est incomplet ou abîmé : téléchargez-le de nouveau.`
    throw new Refusal('parquet-abime', sentence, { details: error instanceof Error ? error.message : null })
  } finally {
    duck.close()
  }
}

import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { dispositionOf } from '#app/platform/files.server.ts'
import type { Services } from '#app/platform/services.server.ts'
import { exportTerritoire } from '#app/platform/territoire-archive.server.ts'

/** Writes the archive beside the deposits, sends it, and leaves nothing behind. */
export async function archiveResponse(services: Services, slug: string): Promise<Response> {
  const { dataDir } = services.config
  const now = services.now()
  mkdirSync(join(dataDir, 'depots'), { recursive: true })
  const folder = mkdtempSync(join(dataDir, 'depots', 'archive-'))
  const path = join(folder, 'territoire.tar.gz')
  try {
    await exportTerritoire(services.database, { slug, path, dataDir, now })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const stream = createReadStream(path)
  stream.once('close', () => rmSync(folder, { recursive: true, force: true }))
  // The same stream, typed twice by DOM and Node.
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': 'application/gzip',
      'content-length': String(statSync(path).size),
      'content-disposition': dispositionOf(`${slug}-${now.toISOString().slice(0, 10)}.tar.gz`),
    },
  })
}

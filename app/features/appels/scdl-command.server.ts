import { migrate } from '#app/db/migrate.server.ts'
import { inTerritoire } from '#app/db/territoire.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { findTerritoireAsked } from '#app/platform/territoire-asked.server.ts'
import { listToPublish } from './scdl.server.ts'
import { type ScdlFile, scdlFile } from './scdl.ts'

/** The file of a year, from the command line. */
export async function exportScdl(asked: {
  territoire: string
  annee: number
  extended: boolean
}): Promise<ScdlFile> {
  return withDatabase(readConfig(), async ({ db }) => {
    await migrate(db)
    const territoire = await findTerritoireAsked(db, asked.territoire)
    if (!territoire) throw new NotFound()
    const all = await inTerritoire(db, territoire.id, (tx) => listToPublish(tx, asked.annee))
    return scdlFile(all, asked)
  })
}

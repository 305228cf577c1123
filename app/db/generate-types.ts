import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPglite } from './connection.server.ts'
import { migrate } from './migrate.server.ts'
import { describeSchema, renderTypes } from './schema-types.ts'

/** `npm run db:types`: the types of the tables, read from the catalogue of a freshly migrated database. */
const database = await openPglite({})
await migrate(database.db)
writeFileSync(
  join(import.meta.dirname, 'types.generated.ts'),
  renderTypes(await describeSchema(database.pool)),
)
await database.close()

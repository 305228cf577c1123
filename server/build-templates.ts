import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { openPglite } from '#app/db/connection.server.ts'
import { migrate } from '#app/db/migrate.server.ts'
import { type TemplateKind, templatePath } from '#app/db/template.server.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { seedDemo } from '#seed/demo.server.ts'

/** Last step of `npm run build`: the archives a first start begins from. */
mkdirSync(projectPath('build'), { recursive: true })
for (const old of globSync(projectPath('build', 'modele-*.tar'))) rmSync(old)

const database = await openPglite({})
await migrate(database.db)
await keep('vide')
await seedDemo(database.db)
await keep('demo')
await database.close()

async function keep(kind: TemplateKind): Promise<void> {
  const dump = await database.dump()
  writeFileSync(templatePath(kind), new Uint8Array(await dump.arrayBuffer()))
}

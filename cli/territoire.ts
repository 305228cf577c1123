import type { Command } from 'commander'
import { migrate } from '#app/db/migrate.server.ts'
import { createTerritoire, listTerritoires } from '#app/features/territoires/index.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { printJson, say } from './command.ts'

export function register(program: Command): void {
  const territoire = program
    .command('territoire')
    .description('Crée un territoire, ou liste ceux de cette installation')
  territoire
    .command('create')
    .description('Crée l’espace d’une intercommunalité à partir du découpage administratif officiel')
    .argument('<siren>', 'le SIREN de l’EPCI, neuf chiffres')
    .option('--slug <nom>', 'le nom qu’il aura dans les adresses')
    .option('--json', 'réponse pour une machine')
    .action(create)
  territoire
    .command('list')
    .description('Liste les territoires')
    .option('--json', 'réponse pour une machine')
    .action(list)
}

async function create(siren: string, options: { slug?: string; json?: boolean }): Promise<void> {
  const created = await withDatabase(readConfig(), async ({ db }) => {
    await migrate(db)
    return createTerritoire(db, { siren, slug: options.slug })
  })
  if (options.json)
    return printJson({ slug: created.slug, nom: created.nom, siren, communes: created.communes })
  say(`${created.nom} est créé avec ses ${created.communes} communes : /t/${created.slug}`)
  say(
    `Créez ensuite un premier compte : maillage compte create ADRESSE --territoire ${created.slug} --role direction`,
  )
}

async function list(options: { json?: boolean }): Promise<void> {
  const territoires = await withDatabase(readConfig(), async ({ db }) => {
    await migrate(db)
    return listTerritoires(db)
  })
  if (options.json) return printJson(territoires)
  if (territoires.length === 0)
    say('Aucun territoire : créez le premier avec « maillage territoire create SIREN ».')
  for (const its of territoires) say(`${its.slug.padEnd(40)} ${its.nom}, ${its.communes} communes`)
}

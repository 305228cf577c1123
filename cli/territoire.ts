import type { Command } from 'commander'
import { migrate } from '#app/db/migrate.server.ts'
import { createTerritoire, listTerritoires } from '#app/features/territoires/index.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { exportTerritoire, importTerritoire } from '#app/platform/territoire-archive.server.ts'
import { compareTerritoire } from '#app/platform/territoire-compare.server.ts'
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
    .command('export')
    .description('Emporte un territoire entier dans une archive documentée : données, tableurs, fichiers')
    .argument('<slug>', 'le nom du territoire dans les adresses')
    .argument('<fichier>', 'le fichier à écrire, qui ne doit pas exister')
    .option('--json', 'réponse pour une machine')
    .action(takeAway)
  territoire
    .command('import')
    .description('Remet un territoire emporté dans une installation qui ne l’a pas, après avoir tout vérifié')
    .argument('<fichier>', 'l’archive')
    .option('--json', 'réponse pour une machine')
    .action(bringIn)
  territoire
    .command('compare')
    .description(
      'Dit si le territoire d’une archive est ici identique, table par table et fichier par fichier',
    )
    .argument('<fichier>', 'l’archive')
    .option('--json', 'réponse pour une machine')
    .action(compare)
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

async function takeAway(slug: string, path: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const its = await withDatabase(config, async (database) => {
    await migrate(database.db)
    return exportTerritoire(database, { slug, path, dataDir: config.dataDir, now: new Date() })
  })
  const lignes = its.tables.reduce((total, table) => total + table.rows, 0)
  if (options.json) return printJson({ fichier: path, slug, tables: its.tables.length, lignes })
  say(
    `${its.nom} est dans ${path} : ${formatCount(lignes, 'ligne')}. L’archive contient des données personnelles.`,
  )
}

async function bringIn(path: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const its = await withDatabase(config, async (database) => {
    await migrate(database.db)
    return importTerritoire(database, { path, dataDir: config.dataDir })
  })
  const lignes = its.tables.reduce((total, table) => total + table.rows, 0)
  if (options.json) return printJson({ slug: its.slug, nom: its.nom, lignes })
  say(`${its.nom} est en place : /t/${its.slug}, ${formatCount(lignes, 'ligne')}.`)
  say('Les comptes ne voyagent pas : invitez de nouveau les personnes.')
}

async function compare(path: string, options: { json?: boolean }): Promise<void> {
  const config = readConfig()
  const its = await withDatabase(config, async (database) => {
    await migrate(database.db)
    return compareTerritoire(database, { path, dataDir: config.dataDir, now: new Date() })
  })
  const different = its.tables.filter(({ equal }) => !equal)
  if (options.json) printJson(its)
  else
    for (const { name, archived, here } of different)
      say(`${name} : ${formatCount(archived, 'ligne')} dans l’archive, ${formatCount(here, 'ligne')} ici.`)
  if (different.length + its.files.different.length > 0)
    throw new Refusal(
      'territoire-different',
      `${its.nom} n’est pas identique à l’archive : ${formatCount(different.length, 'table')} et ${formatCount(its.files.different.length, 'fichier')} diffèrent.`,
    )
  if (!options.json)
    say(
      `${its.nom} est identique à l’archive : ${formatCount(its.tables.length, 'table')}, ${formatCount(its.files.archived, 'fichier')}.`,
    )
}

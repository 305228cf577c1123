import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { migrate } from '#app/db/migrate.server.ts'
import { createCompte } from '#app/features/comptes/index.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { hashPassword } from '#app/platform/comptes.server.ts'
import { readConfig } from '#app/platform/config.server.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { withDatabase } from '#app/platform/services.server.ts'
import { printJson, say } from './command.ts'

interface Options {
  territoire: string
  role: string
  organisation?: string
  nom?: string
  motDePasseStdin?: boolean
  json?: boolean
}

export function register(program: Command): void {
  const compte = program.command('compte').description('Crée un compte avec son rôle dans un territoire')
  compte
    .command('create')
    .description('Crée un compte, ou donne un rôle de plus à un compte qui existe')
    .argument('<courriel>', 'l’adresse avec laquelle la personne se connectera')
    .requiredOption('--territoire <nom>', 'le nom du territoire dans les adresses')
    .requiredOption('--role <role>', `l’un de : ${Object.keys(roleNames).join(', ')}`)
    .option('--organisation <nom>', 'son organisation ; l’intercommunalité si rien n’est dit')
    .option('--nom <nom>', 'le nom affiché ; le début de l’adresse si rien n’est dit')
    .option(
      '--mot-de-passe-stdin',
      'lit le mot de passe sur l’entrée standard ; sinon un mot de passe est tiré au sort',
    )
    .option('--json', 'réponse pour une machine')
    .action(create)
}

async function create(courriel: string, options: Options): Promise<void> {
  const chosen = options.motDePasseStdin ? await readPassword() : null
  const motDePasse = chosen ?? randomBytes(15).toString('base64url')
  const empreinte = await hashPassword(motDePasse)
  const created = await withDatabase(readConfig(), async ({ db }) => {
    await migrate(db)
    return createCompte(db, {
      courriel,
      nom: options.nom ?? courriel.split('@')[0] ?? courriel,
      territoire: options.territoire,
      role: options.role,
      organisation: options.organisation,
      empreinte,
      today: parisDate(new Date()),
    })
  })
  const drawn = created.nouveau && !chosen ? motDePasse : null
  if (options.json) return printJson({ ...created, ...(drawn ? { motDePasse: drawn } : {}) })
  say(
    `${created.courriel} a le rôle « ${roleNames[created.role]} » pour ${created.organisation} : /t/${created.territoire}`,
  )
  if (drawn) say(`Mot de passe tiré au sort, à changer à la première connexion : ${drawn}`)
  if (!created.nouveau) say('Ce compte existait : son mot de passe n’est pas changé.')
}

async function readPassword(): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(Buffer.from(piece))
  const typed = Buffer.concat(pieces)
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (typed.length < 12 || typed.length > 128)
    throw new Refusal('mot-de-passe', 'Le mot de passe doit avoir de 12 à 128 caractères.')
  return typed
}

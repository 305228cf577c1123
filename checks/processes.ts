import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** The environment of a child: the Node that runs us comes first, whatever the system has. */
export function childEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(root, 'node_modules/.bin'), process.env.PATH ?? '']
  return { ...process.env, ...extra, PATH: path.join(delimiter) }
}

/** Runs a command of the project, its output on ours, nothing to read; its exit code (1 when a signal ended it). */
export function run(
  command: string,
  args: ReadonlyArray<string>,
  env: Record<string, string> = {},
): Promise<number> {
  const local = join(root, 'node_modules/.bin', command)
  const child = spawn(existsSync(local) ? local : command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: childEnvironment(env),
  })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} : ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.')
  return address.port
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

/** Installs a Debian package, when we may. @returns whether it was done */
export async function aptInstall(name: string): Promise<boolean> {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return false
  console.log(`Installation de ${name} par apt…`)
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  if ((await run('apt-get', ['update', '-qq'], quiet)) !== 0) return false
  return (await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet)) === 0
}

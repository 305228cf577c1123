import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `npm run lock`: adds to package-lock.json the optional packages of other platforms that the registry at hand does
 * not carry. npm leaves them out when it writes the lock, then `npm ci` refuses the lock because they are missing
 * (docs/lessons/lock-plateformes.md). They are never downloaded here: their platform is not this one.
 */

interface LockedPackage {
  version?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const path = join(import.meta.dirname, '../package-lock.json')

/** The lock as it stands. */
export function readLock(): { packages: Record<string, LockedPackage> } {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The lock with every optional platform package named, and how many were added. */
export function complete(packages: Record<string, LockedPackage>): {
  packages: Record<string, LockedPackage>
  added: string[]
} {
  const wanted = Object.values(packages).flatMap((its) => Object.entries(its.optionalDependencies ?? {}))
  const missing = wanted.filter(([name]) => !packages[`node_modules/${name}`] && platformOf(name))
  const entries = missing.map(
    ([name, range]) =>
      [
        `node_modules/${name}`,
        { version: range.replace(/^[\^~=v]+/, ''), optional: true, ...platformOf(name) },
      ] as const,
  )
  const all = { ...packages, ...Object.fromEntries(entries) }
  return {
    packages: Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1))),
    added: missing.map(([name]) => name),
  }
}

const systems = [
  'android',
  'darwin',
  'win32',
  'freebsd',
  'openharmony',
  'linux',
  'sunos',
  'aix',
  'netbsd',
  'openbsd',
]
const processors: Record<string, string> = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  mips64el: 'mips64el',
  arm: 'arm',
}

function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> | null {
  const system = systems.find((its) => new RegExp(`[-/]${its}(-|$)`).test(name))
  if (!system) return null
  const processor = Object.keys(processors).find((its) => new RegExp(`-${its}(-|$)`).test(name))
  const libc = name.includes('musl')
    ? 'musl'
    : name.includes('gnu') && !name.includes('gnueabi')
      ? 'glibc'
      : null
  return {
    os: [system],
    ...(processor ? { cpu: [processors[processor] ?? processor] } : {}),
    ...(libc && system === 'linux' ? { libc: [libc] } : {}),
  }
}

if (import.meta.main) {
  const lock = readLock()
  const { packages, added } = complete(lock.packages)
  writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`)
  console.log(
    added.length === 0
      ? 'package-lock.json est complet.'
      : `${added.length} paquets d’autres plateformes ajoutés à package-lock.json.`,
  )
}

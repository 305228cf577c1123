import { existsSync } from 'node:fs'
import type { LaunchOptions } from 'playwright-core'
import { aptInstall } from '../checks/processes.ts'

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage']

const softwareDrawing = [
  '--font-render-hinting=none',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** The browser of npm, else the machine's, else one that apt installs when we are root. Says which on the console. */
export async function findBrowser(): Promise<LaunchOptions> {
  const fromNpm = await npmBrowser()
  if (fromNpm) return fromNpm
  const found = fromSystem() ?? ((await aptInstall('chromium')) ? fromSystem() : undefined)
  if (!found)
    throw new Error('Aucun navigateur : installez Chromium, ou nommez « e2e » dans MAILLAGE_TEST_SKIP.')
  console.log(`Navigateur : ${found}`)
  return { executablePath: found, args: quiet }
}

function fromSystem(): string | undefined {
  return systemPaths.find((path) => existsSync(path))
}

async function npmBrowser(): Promise<LaunchOptions | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  // Unpacks its own system libraries too: without this name it counts on the machine's, which may have none.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const executablePath = await chromium.executablePath()
    // Not the package's own arguments: they put all of the browser in one process, where people of a test share
    // one cookie, and they switch off the protections of the web that these tests are about.
    console.log(`Navigateur : ${executablePath}, du paquet npm @sparticuz/chromium`)
    return { executablePath, args: [...quiet, ...softwareDrawing] }
  } catch (error) {
    console.log(`Le navigateur du paquet npm ne se prépare pas : ${String(error)}`)
    return null
  }
}

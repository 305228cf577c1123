import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'
import type { DemoPersona } from '#app/platform/demo.ts'
import { findBrowser } from './find-browser.ts'
import { DEMO_SLUG } from './instance.ts'

/** The address of the application under test, and of its demonstration. */
export const url = inject('url')
export const base = `/t/${DEMO_SLUG}`

let opened: Promise<Browser> | null = null

function browser(): Promise<Browser> {
  opened ??= findBrowser().then((options) => chromium.launch(options))
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
  opened = null
})

/** What the page complained of since it was opened: a test that ends with `expectQuiet` saw none. */
const complaints = new WeakMap<Page, string[]>()

/** A page nobody is signed in on. Its context is closed with the browser, at the end of the file. */
export async function anonymousPage(options: BrowserContextOptions = {}): Promise<Page> {
  return openPage(await newContext(options))
}

/** A page signed in as a person of the demonstration, on no page yet: `await page.goto(base)`. */
export async function asPersona(
  code: DemoPersona['code'],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await newContext(options)
  const answer = await context.request.post(`${url}/demo/${code}`, { form: { suite: '/' }, maxRedirects: 0 })
  expect(answer.status(), `sign-in of ${code}`).toBe(302)
  return openPage(context)
}

/** An address of a private network that no other context has, short of one chance in sixteen million. */
function anAddress(): string {
  return `10.${[256, 256, 254].map((most) => randomInt(most)).join('.')}`
}

async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  return (await browser()).newContext({
    baseURL: url,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1440, height: 900 },
    ...options,
    // An address of its own: signing in for one journey does not spend the tries of another.
    extraHTTPHeaders: { 'x-forwarded-for': anAddress() },
  })
}

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  const heard: string[] = []
  complaints.set(page, heard)
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      heard.push(message.text())
  })
  return page
}

/** Nothing broke in the page: no exception, no hydration error, nothing the security policy had to block. */
export function expectQuiet(page: Page): void {
  expect(complaints.get(page) ?? []).toEqual([])
}

/** The page has no accessibility fault that axe can find, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await axeFaults(page), `axe, ${colorScheme}, ${page.url()}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
    }),
  )
  return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html}`))
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** A picture of the page in test-results/, to be looked at: at 1440 and 390 pixels, and dark. */
export async function takePictures(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, '../test-results')
  mkdirSync(folder, { recursive: true })
  const views = [
    { suffix: '1440', width: 1440, height: 900, colorScheme: 'light' },
    { suffix: '390', width: 390, height: 844, colorScheme: 'light' },
    { suffix: 'sombre', width: 1440, height: 900, colorScheme: 'dark' },
  ] as const
  for (const { suffix, width, height, colorScheme } of views) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), fullPage: true })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

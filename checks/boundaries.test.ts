import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cruiseImports, ruleNames } from './import-rules.ts'
import { importOffences, limitOffences, sourceOffences } from './offences.ts'
import { root } from './processes.ts'
import { readSources, sourceRules } from './source-rules.ts'

const sources = ['app/**/*.{ts,tsx}', '{stats,geo,cli,server,seed,checks,e2e}/**/*.{ts,tsx}']

/** A folder that holds these files and looks like the project to the tools. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-fautes-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['package.json', 'tsconfig.json', '.oxlintrc.json'])
    copyFileSync(join(root, name), join(folder, name))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

function topFolders(files: Record<string, string>): string[] {
  return [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))]
}

test.each(Object.entries(importOffences))('the rule %s fires on its offence', async (rule, files) => {
  const { offences } = await cruiseImports(folderOf(files), topFolders(files))
  expect(offences.map((offence) => offence.rule)).toContain(rule)
})

test('every rule about imports has an offence that proves it', () => {
  const proven = new Set(Object.keys(importOffences).map(kind))
  expect([...new Set(ruleNames.map(kind))].filter((name) => !proven.has(name))).toEqual([])
})

// The eleven rooms have the same two rules each: one offence proves the kind.
function kind(rule: string): string {
  return rule.replace(/^(S4-(?:forward|door))-.*/, '$1')
}

test('the project respects its boundaries, and all of it was read', async () => {
  const { modules, offences } = await cruiseImports(root, ['app', 'stats', 'geo', 'cli', 'server', 'seed'])
  expect(offences).toEqual([])
  const { files } = readSources(root, ['app/**/*.{ts,tsx}', '{stats,geo,cli,server,seed}/**/*.{ts,tsx}'])
  expect(modules).toBeGreaterThanOrEqual(files - 1) // the generated types are left out
})

test.each(Object.entries(sourceOffences))('the rule %s fires on its offence', (rule, files) => {
  const { offences } = readSources(folderOf(files), sources)
  expect(offences.map((offence) => offence.rule)).toContain(rule)
})

test('every rule about the text of a file has an offence that proves it', () => {
  expect(sourceRules.map((rule) => rule.name).filter((name) => !(name in sourceOffences))).toEqual([])
})

test('the files of the project respect the rules about their text', () => {
  const { files, offences } = readSources(root, sources)
  expect(offences).toEqual([])
  expect(files).toBeGreaterThan(100)
})

// The project itself goes through oxlint in the check of that name; here, only the proof that its limits hold.
test.each(Object.entries(limitOffences))('the linter refuses %s', (code, files) => {
  const folder = folderOf(files)
  // The folder is named: left to itself the linter would follow the link to node_modules.
  const args = ['--type-aware', '--deny-warnings', '--format=json', 'app']
  const lint = spawnSync(join(root, 'node_modules/.bin/oxlint'), args, { cwd: folder, encoding: 'utf8' })
  const report: { diagnostics: Array<{ code: string }> } = JSON.parse(lint.stdout)
  expect(report.diagnostics.map((its) => its.code)).toContain(code)
  expect(lint.status).not.toBe(0)
})

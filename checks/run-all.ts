import { steps } from './steps.ts'
import { lastLine, type Tally } from './tally.ts'

/**
 * `npm test`: every check and every test, on both databases and in a browser. What cannot run fails, unless
 * MAILLAGE_TEST_SKIP names its step (biome, oxlint, types, knip, unit, pglite, postgres, build, e2e).
 */
const quick = process.argv.includes('--quick')
const wanted = quick ? steps.filter((step) => step.quick) : steps
const asked = (process.env.MAILLAGE_TEST_SKIP ?? '')
  .split(',')
  .map((name) => name.trim())
  .filter(Boolean)
const unknown = asked.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(
    `MAILLAGE_TEST_SKIP nomme ce qui n’existe pas : ${unknown.join(', ')}. Étapes : ${steps.map((step) => step.name).join(', ')}.`,
  )
  process.exit(2)
}

const total: Tally = { passed: 0, failed: 0 }
const lines: string[] = []
for (const step of wanted.filter((its) => !asked.includes(its.name))) {
  console.log(`\n== ${step.title}`)
  const begun = performance.now()
  const tally = await step.work().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    return { passed: 0, failed: 1 }
  })
  total.passed += tally.passed
  total.failed += tally.failed
  const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(7)
  lines.push(
    `${seconds} s  ${step.title} : ${tally.passed} réussis${tally.failed ? `, ${tally.failed} en échec` : ''}`,
  )
}

console.log(`\n${lines.join('\n')}\n`)
const skipped = wanted.map((step) => step.name).filter((name) => asked.includes(name))
console.log(lastLine(total, skipped))
process.exit(total.failed === 0 ? 0 : 1)

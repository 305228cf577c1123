import { countFalseAlarms, nullDesigns } from '#stats/reference/null-panels.ts'

const RUNS = 1000

/**
 * Without any effect, at each design offered: how often the 95 % interval excludes zero in 1,000 runs. Throws outside
 * 5 % ± 2: a design that breaks its promise must be refused by a guardrail, not offered.
 */
export async function run(): Promise<void> {
  const broken: string[] = []
  console.log(
    '| plan | offert | intervalles à 95 % qui excluent zéro | « signal » ou plus | « effet probable » |',
  )
  console.log('|---|---|---|---|---|')
  for (const design of nullDesigns) {
    const { offered, excluded, signals, likely } = countFalseAlarms(design, RUNS)
    const share = excluded / offered
    console.log(
      `| ${design.name} | ${percent(offered / RUNS)} | ${percent(share)} | ${percent(signals / offered)} | ${percent(likely / offered)} |`,
    )
    if (share < 0.03 || share > 0.07) broken.push(design.name)
  }
  if (broken.length > 0) throw new Error(`Hors de 5 % ± 2 : ${broken.join(' ; ')}`)
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace('.', ',')} %`
}

import { Badge } from '#app/ui/page.tsx'
import type { VerdictLevel } from '#stats/impact/verdict-rules.ts'
import { levelTones, levelWords } from './etude.words.ts'

/** What a study lets one conclude, in two words; nothing while it is not frozen. */
export function verdictBadge(level: string | null) {
  return isLevel(level) ? <Badge tone={levelTones[level]}>{levelWords[level]}</Badge> : null
}

function isLevel(level: string | null): level is VerdictLevel {
  return level !== null && level in levelWords
}

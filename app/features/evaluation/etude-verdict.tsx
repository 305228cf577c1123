import { Badge } from '#app/ui/page.tsx'
import { isVerdictLevel, levelTones, levelWords } from './etude.words.ts'

/** What a study lets one conclude, in two words; nothing while it is not frozen. */
export function verdictBadge(level: string | null) {
  return isVerdictLevel(level) ? <Badge tone={levelTones[level]}>{levelWords[level]}</Badge> : null
}

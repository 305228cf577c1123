import { formatDateWithWeekday, type IsoDate, parseDate } from '#app/lib/dates.ts'
import { formatHour, parisInstant, parisTime } from '#app/lib/paris-time.ts'
import { type Dispo, MOST_OPTIONS } from './sondage.words.ts'

export interface Slot {
  jour: IsoDate
  heure: string
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * The dates of a poll as they are typed, a day and an hour a line; empty lines are left out, the rest comes in order.
 * The hour is that of the clock on the wall in Paris: one that summer time skips is refused.
 */
export function slotsOf(
  jours: readonly string[],
  heures: readonly string[],
  today: IsoDate,
): { slots: Slot[]; errors: string[] } {
  const slots = new Map<string, Slot>()
  const errors: string[] = []
  for (const [rank, typed] of jours.entries()) {
    const heure = (heures[rank] ?? '').trim()
    if (typed.trim() === '' && heure === '') continue
    const jour = parseDate(typed.trim())
    const error = slotError(jour, heure, today)
    if (error || !jour) errors.push(`Ligne ${rank + 1} : ${error}`)
    else slots.set(`${jour} ${heure}`, { jour, heure })
  }
  if (errors.length === 0 && slots.size < 2)
    errors.push('Proposez au moins deux dates : sinon, convoquez directement.')
  if (slots.size > MOST_OPTIONS) errors.push(`Proposez ${MOST_OPTIONS} dates au plus.`)
  const order = ({ jour, heure }: Slot) => `${jour} ${heure}`
  return { slots: [...slots.values()].toSorted((a, b) => order(a).localeCompare(order(b))), errors }
}

function slotError(jour: IsoDate | null, heure: string, today: IsoDate): string | null {
  if (!jour) return 'écrivez une date qui existe, comme 31/12/2026.'
  if (!HOUR.test(heure)) return 'écrivez une heure comme 14:30.'
  if (jour <= today) return 'cette date est passée, ou c’est aujourd’hui.'
  if (parisTime(parisInstant(jour, heure)) !== heure)
    return `${formatHour(heure)} n’existe pas le ${formatDateWithWeekday(jour)} : on passe à l’heure d’été.`
  return null
}

export interface SlotTally {
  oui: number
  siBesoin: number
  non: number
}

/** How many of each answer a date has. */
export function tallyOf(answers: ReadonlyArray<Dispo>): SlotTally {
  const count = (its: Dispo) => answers.filter((answer) => answer === its).length
  return { oui: count('oui'), siBesoin: count('si_besoin'), non: count('non') }
}

/** The dates most can come to: the most « oui », then the most who could; several when they tie, none without an answer. */
export function bestSlots(tallies: ReadonlyMap<string, SlotTally>): string[] {
  const score = ({ oui, siBesoin }: SlotTally) => oui * 1_000 + siBesoin
  const best = Math.max(0, ...[...tallies.values()].map(score))
  return best === 0 ? [] : [...tallies].filter(([, its]) => score(its) === best).map(([id]) => id)
}

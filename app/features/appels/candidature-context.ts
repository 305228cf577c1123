import { useOutletContext } from 'react-router'
import type { IsoDate } from '#app/lib/dates.ts'
import type { Choice } from '#app/ui/form.tsx'
import type { Candidature } from './candidature.rules.ts'
import type { VersionLine } from './candidatures.queries.server.ts'

/** What every tab of a bid works with, loaded once by their layout. */
export interface BidContext {
  bid: Candidature
  today: IsoDate
  canEdit: boolean
  canDecide: boolean
  organisations: Choice[]
  communes: Choice[]
  versions: VersionLine[]
}

export function useBid(): BidContext {
  return useOutletContext<BidContext>()
}

import { z } from 'zod'

/** One place an address may be. */
export interface FoundAddress {
  /** « 12 rue de Mons, 59300 Valenciennes ». */
  label: string
  /** COG code of the commune (5 characters). */
  communeCode: string
}

/** What came back: the places, the likeliest first, or null when the service did not answer as it should. */
export type Geocoded = ReadonlyArray<FoundAddress> | null

const answer = z.object({
  features: z
    .array(z.object({ properties: z.object({ label: z.string().max(300), citycode: z.string().length(5) }) }))
    .max(50),
})

const PATIENCE_MS = 3_000
const MAX_BYTES = 200_000

/**
 * Where an address is, asked of the national geocoding service (Géoplateforme, data.geopf.fr) or of the one the
 * installation names. The words typed go nowhere else: neither kept nor logged. Five places at most.
 */
export async function findAddresses(service: string | null, typed: string): Promise<Geocoded> {
  if (service === null) return null
  const url = new URL(service)
  url.searchParams.set('q', typed)
  url.searchParams.set('limit', '5')
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' })
    if (!response.ok) return null
    const text = await response.text()
    if (text.length > MAX_BYTES) return null
    const { features } = answer.parse(JSON.parse(text))
    return features.map(({ properties: { label, citycode } }) => ({ label, communeCode: citycode }))
  } catch {
    // Down, slow, or not what is expected: for who asks it is the same, and the choice by commune stays.
    return null
  }
}

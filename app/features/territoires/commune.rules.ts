/** Below this many inhabitants a commune is called rural here; the local fund for rural communes follows it. */
export const RURAL_UNDER = 2_000

/**
 * Whether a commune counts as rural: fewer than 2 000 inhabitants, the old urban-unit threshold of INSEE. A local rule,
 * said on screen: it is not the density grid.
 */
export function ruralityOf(population: number): 'rurale' | 'urbaine' {
  return population < RURAL_UNDER ? 'rurale' : 'urbaine'
}

import { listAxesWithThemes, setAxeThemes } from '#app/features/observatoire/axe-themes.server.ts'
import type { Theme } from '#app/features/observatoire/index.ts'
import { isoDate } from '#app/lib/dates.ts'
import type { Seed } from './seed.ts'

// Which themes of the catalogue light the six axes: our reading of their titles, that the screen can change.
const THEMES: Record<string, readonly Theme[]> = {
  '1': ['emploi', 'revenus'],
  '2': ['sante', 'revenus'],
  '3': ['logement', 'population'],
  '4': ['education', 'population'],
  '5': ['securite'],
  '6': ['revenus', 'securite'],
}

/** Ties the themes of the observatory to the axes of the project. */
export const seedAxeThemes: Seed = async (tx, director) => {
  for (const { id, numero } of await listAxesWithThemes(tx, director, isoDate('2016-01-01'))) {
    await setAxeThemes(tx, director, id, THEMES[numero] ?? [])
  }
}

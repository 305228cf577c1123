import { ComparedPlaces } from './perimetre-places.tsx'
import type { ComparedPerimetres } from './perimetres-compare.server.ts'

/** Two perimeters side by side: the places they share, then those of each alone. */
export function PerimetresCompared({ compared, base }: { compared: ComparedPerimetres; base: string }) {
  const { first, second } = compared
  return (
    <section className="stack" aria-label={`Comparaison : ${first} et ${second}`}>
      <ComparedPlaces title="Dans les deux" places={compared.both} base={base} />
      <ComparedPlaces title={`Seulement : ${first}`} places={compared.onlyFirst} base={base} />
      <ComparedPlaces title={`Seulement : ${second}`} places={compared.onlySecond} base={base} />
    </section>
  )
}

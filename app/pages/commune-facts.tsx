import type { PopulationRow } from '#app/features/territoires/index.server.ts'
import { PopulationChart } from '#app/features/territoires/index.ts'
import { formatFixed, formatNumber } from '#app/lib/numbers.ts'
import { Card, Facts } from '#app/ui/page.tsx'

interface CommuneFactsProps {
  commune: { code: string; superficieKm2: number | null; populations: ReadonlyArray<PopulationRow> }
}

/** What is known of a commune, with the source of each figure one click away. */
export function CommuneFacts({ commune }: CommuneFactsProps) {
  const latest = commune.populations.at(-1)
  const byYear = Map.groupBy(commune.populations, (its) => its.annee)
  const bars = [...byYear.values()].flatMap((rows) => rows.at(-1) ?? [])
  return (
    <Card title="Repères">
      <Facts
        items={[
          ['Code officiel', commune.code],
          [
            'Superficie',
            commune.superficieKm2 === null ? null : `${formatFixed(commune.superficieKm2, 2)} km²`,
          ],
          [
            'Dernière population',
            latest ? `${formatNumber(latest.population)} habitants (${latest.annee})` : null,
          ],
        ]}
      />
      <PopulationChart bars={bars} />
      <details>
        <summary>Les chiffres et leurs sources</summary>
        <ul>
          {commune.populations.map((its) => (
            <li key={`${its.annee}${its.nature}`}>
              {its.annee} : {formatNumber(its.population)} (
              {its.nature === 'legale' ? 'population légale' : 'population municipale'}, {its.source})
            </li>
          ))}
        </ul>
      </details>
    </Card>
  )
}

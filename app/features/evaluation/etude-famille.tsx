import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { formatEffect } from '#stats/impact/verdict-words.ts'
import { verdictBadge } from './etude-verdict.tsx'
import type { Corrigee } from './famille.rules.ts'

interface FamilleProps {
  famille: ReadonlyArray<Corrigee>
  etudeId: string
  testsAvant: number
}

/** The studies of the same document read together: how many were made, and what is left once all are counted. */
export function FamilleCard({ famille, etudeId, testsAvant }: FamilleProps) {
  if (famille.length < 2) return null
  const tested = famille.filter(({ p }) => p !== null).length
  return (
    <Card title="Toutes les études de ce document">
      <div className="stack-s">
        <p>{`${formatCount(famille.length, 'étude calculée', 'études calculées')}, dont ${tested} avec une probabilité ; celle-ci en avait ${testsAvant} avant elle sur le territoire. Vingt études sans aucun effet donnent une fausse alerte dans 64 % des cas : la correction les compte toutes.`}</p>
        <Table
          caption="Études du document, probabilités corrigées"
          head={
            <>
              <th scope="col">Étude</th>
              <th scope="col">Verdict</th>
              <th scope="col" className="num">
                p
              </th>
              <th scope="col" className="num">
                p, toutes comptées (Holm)
              </th>
              <th scope="col" className="num">
                p, exploration (Benjamini-Hochberg)
              </th>
            </>
          }
        >
          {famille.map((its) => (
            <tr key={its.id} aria-current={its.id === etudeId ? 'true' : undefined}>
              <th scope="row">
                {its.id === etudeId ? (
                  `${its.titre} (celle-ci)`
                ) : (
                  <Link to={`../${its.id}`} relative="path">
                    {its.titre}
                  </Link>
                )}
              </th>
              <td>{verdictBadge(its.verdict)}</td>
              <td className="num">{shown(its.p)}</td>
              <td className="num">{shown(its.holm)}</td>
              <td className="num">{shown(its.bh)}</td>
            </tr>
          ))}
        </Table>
      </div>
    </Card>
  )
}

function shown(value: number | null): string {
  return value === null ? 'non calculable' : formatEffect(value)
}

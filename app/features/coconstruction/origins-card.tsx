import { Link } from 'react-router'
import { formatDate, isoDate } from '#app/lib/dates.ts'
import { formatCount, formatList } from '#app/lib/text.ts'
import { Card, Exemple } from '#app/ui/page.tsx'
import type { Origin } from './contributions.queries.server.ts'

/** Where the words of an axis come from: who wrote them together, passage by passage behind the link. */
export function OriginsCard({
  origins,
  axeId,
  base,
}: {
  origins: ReadonlyArray<Origin>
  axeId: string
  base: string
}) {
  if (origins.length === 0) return null
  return (
    <Card title="D’où vient ce texte">
      <ul className="list stack-s">
        {origins.map((its) => (
          <li key={its.demarcheId}>
            <Link to={`${base}/demarches/${its.demarcheId}/axes/${axeId}`}>{its.demarche}</Link>{' '}
            {its.exemple && <Exemple />}
            <div className="muted small">
              {formatDate(isoDate(its.porteeLe))} : {formatCount(its.passages, 'passage')}, dont {its.cites}{' '}
              issus de {formatCount(its.contributions, 'contribution')}
              {its.groupes.length > 0 && ` (${formatList(its.groupes)})`}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { AxeDot, Badge, Exemple, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type EngagementLu, engagementLus, engagementNatures } from './engagement.schema.ts'
import type { EngagementRow } from './engagements.queries.server.ts'

const tones: Record<EngagementLu, Tone> = {
  en_cours: 'brand',
  tenu: 'green',
  rompu: 'red',
  abandonne: 'neutral',
  en_retard: 'ochre',
}

export function EngagementBadge({ etat }: { etat: EngagementLu }) {
  return <Badge tone={tones[etat]}>{engagementLus[etat]}</Badge>
}

/** Commitments, one a line; with who promised unless the page is theirs. */
export function EngagementsTable({
  rows,
  base,
  au,
  withOwner = true,
}: {
  rows: ReadonlyArray<EngagementRow>
  base: string
  au: string
  withOwner?: boolean
}) {
  return (
    <Table caption="Engagements" head={<Heads withOwner={withOwner} />}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`${base}/engagements/${row.id}${au}`}>{row.texte}</Link> {row.exemple && <Exemple />}
            <div className="small muted">{[row.document, row.responsable].filter(Boolean).join(' · ')}</div>
          </th>
          <td>
            <EngagementBadge etat={row.lu} />
          </td>
          {withOwner && (
            <td>
              <Link to={`${base}/engagements/signataires/${row.organisationId}${au}`}>
                {row.organisation}
              </Link>
            </td>
          )}
          <td>{row.axeNumero && <AxeDot numero={row.axeNumero} />}</td>
          <td>{engagementNatures[row.nature]}</td>
          <td>{row.echeance ? formatDate(row.echeance) : ''}</td>
        </tr>
      ))}
    </Table>
  )
}

function Heads({ withOwner }: { withOwner: boolean }) {
  return (
    <>
      <th scope="col">Engagement</th>
      <th scope="col">État</th>
      {withOwner && <th scope="col">Signataire</th>}
      <th scope="col">Axe</th>
      <th scope="col">Nature</th>
      <th scope="col">Échéance</th>
    </>
  )
}

import { Badge, Card, Exemple, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Logique } from './logique.queries.server.ts'
import { etageOrder } from './logique.rules.ts'
import { etages, type Solidite, solidites } from './logique.schema.ts'
import { FlecheForm, LogiqueForm, RemoveButton } from './logique-forms.tsx'

const tones: Record<Solidite, Tone> = { etayee: 'green', a_verifier: 'ochre', fragile: 'red' }

interface TableProps {
  logique: Logique
  canEdit: boolean
}

/** The arrows as a table: what must be true for each, and how sure one is. */
export function HypothesesCard({ logique, canEdit }: TableProps) {
  const { arrows } = logique
  if (arrows.length === 0) return null
  return (
    <Card title="Les hypothèses">
      <Table
        caption="Hypothèses sous les flèches"
        head={<Heads labels={['N°', 'De', 'Vers', 'Hypothèse', 'Solidité']} />}
      >
        {arrows.map((arrow, at) => (
          <tr key={arrow.id}>
            <th scope="row">{at + 1}</th>
            <td>{arrow.de}</td>
            <td>{arrow.vers}</td>
            <td>
              {arrow.hypothese}
              {canEdit && (
                <details className="disclosure">
                  <summary>
                    Modifier<span className="sr-only">{` l’hypothèse ${at + 1}`}</span>
                  </summary>
                  <FlecheForm logique={logique} arrow={arrow} />
                  <RemoveButton geste="retirer-fleche" id={arrow.id} words="Retirer cette flèche" />
                </details>
              )}
            </td>
            <td>
              <Badge tone={tones[arrow.solidite]}>{solidites[arrow.solidite]}</Badge>
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

/** The boxes as a table: the same words as the picture, to be read and corrected. */
export function CasesCard({ logique, canEdit }: TableProps) {
  const ordered = logique.boxes.toSorted((a, b) => etageOrder.indexOf(a.etage) - etageOrder.indexOf(b.etage))
  return (
    <Card title="Les cases">
      <Table caption="Cases du modèle logique" head={<Heads labels={['Étage', 'Case']} />}>
        {ordered.map((box) => (
          <tr key={box.id}>
            <th scope="row">{etages[box.etage]}</th>
            <td>
              {box.texte} {box.exemple && <Exemple />}
              {canEdit && (
                <details className="disclosure">
                  <summary>
                    Modifier<span className="sr-only">{` « ${box.texte} »`}</span>
                  </summary>
                  <LogiqueForm box={box} />
                  <RemoveButton geste="retirer-case" id={box.id} words="Retirer cette case et ses flèches" />
                </details>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

function Heads({ labels }: { labels: ReadonlyArray<string> }) {
  return labels.map((label) => (
    <th key={label} scope="col">
      {label}
    </th>
  ))
}

import { Form, Link } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Empty, Exemple, Facts } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import {
  conservations,
  type DestructionEtat,
  destructionEtats,
  formatMois,
  type Sorte,
} from './conservation.ts'
import { traitements } from './registre.ts'

interface Rule {
  sorte: Sorte
  dureeMois: number
  suspendue: boolean
  due: number
  open: { id: string; etat: DestructionEtat } | null
}

/** How long each kind is kept, how much has come to its end, and the list to draw. */
export function ConservationCard({
  base,
  rules,
  canKeep,
}: {
  base: string
  rules: ReadonlyArray<Rule>
  canKeep: boolean
}) {
  return (
    <Card title="Durées de conservation">
      <Table
        caption="Durées de conservation"
        head={
          <>
            <th scope="col">Nature</th>
            <th scope="col">Durée</th>
            <th scope="col">Arrivé à terme</th>
            <th scope="col">Suite</th>
          </>
        }
      >
        {rules.map((rule) => (
          <RuleRow key={rule.sorte} base={base} rule={rule} canKeep={canKeep} />
        ))}
      </Table>
    </Card>
  )
}

function RuleRow({ base, rule, canKeep }: { base: string; rule: Rule; canKeep: boolean }) {
  const { titre, depart } = conservations[rule.sorte]
  return (
    <tr>
      <th scope="row">{titre}</th>
      <td>
        {formatMois(rule.dureeMois)} <span className="muted">après {depart}</span>{' '}
        {rule.suspendue && <Badge tone="ochre">Suspendue</Badge>}
        {canKeep && (
          <div>
            <Link to={`${base}/regles/${rule.sorte}`}>
              Changer<span className="sr-only"> la règle : {titre}</span>
            </Link>
          </div>
        )}
      </td>
      <td>{rule.due === 0 ? <span className="muted">Rien</span> : formatCount(rule.due, 'élément')}</td>
      <td>
        <RuleNext base={base} rule={rule} canKeep={canKeep} />
      </td>
    </tr>
  )
}

function RuleNext({ base, rule, canKeep }: { base: string; rule: Rule; canKeep: boolean }) {
  const { sorte, open, due, suspendue } = rule
  if (open) return <Link to={`${base}/destructions/${open.id}`}>{destructionEtats[open.etat]}</Link>
  if (!canKeep || due === 0 || suspendue) return <span className="muted">—</span>
  return (
    <Form method="post">
      <input type="hidden" name="sorte" value={sorte} />
      <button type="submit" className="btn small" name="intention" value="proposer">
        Proposer la destruction<span className="sr-only"> : {conservations[sorte].titre}</span>
      </button>
    </Form>
  )
}

interface DestructionRow {
  id: string
  numero: number
  sorte: Sorte
  etat: DestructionEtat
  nombre: number
  detruits: number | null
  proposeNom: string
  proposeLe: Date
  exemple: boolean
}

const tones = { proposee: 'ochre', visee: 'brand', faite: 'green', abandonnee: 'neutral' } as const

/** Where a list is. */
export function DestructionBadge({ etat }: { etat: DestructionEtat }) {
  return <Badge tone={tones[etat]}>{destructionEtats[etat]}</Badge>
}

/** The lists drawn, the last first. */
export function DestructionsCard({ base, rows }: { base: string; rows: ReadonlyArray<DestructionRow> }) {
  return (
    <Card title="Listes de destruction et certificats">
      {rows.length === 0 ? (
        <Empty title="Aucune liste">
          Quand une durée est atteinte, proposez la liste ; une autre personne la vise, puis elle est
          détruite.
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map(({ id, numero, sorte, etat, nombre, detruits, proposeNom, proposeLe, exemple }) => (
            <li key={id} className="row">
              <span>
                <Link to={`${base}/destructions/${id}`}>
                  N° {numero} : {conservations[sorte].titre}
                </Link>{' '}
                <span className="muted">
                  {formatCount(detruits ?? nombre, 'élément')}, proposée par {proposeNom},{' '}
                  {formatInstant(new Date(proposeLe))}
                </span>
              </span>
              <span className="row">
                <DestructionBadge etat={etat} /> {exemple && <Exemple />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** The register: each treatment with its reasons, and the lines really kept. */
export function TraitementsCard({ counts }: { counts: Readonly<Record<string, number>> }) {
  return (
    <Card title="Registre des traitements">
      {traitements.map(
        ({ code, titre, finalite, base, personnes, donnees, destinataires, conservation, places }) => (
          <details key={code} className="treatment">
            <summary>
              <strong>{titre}</strong>{' '}
              <span className="muted">
                {formatCount(
                  places.reduce((sum, { table }) => sum + (counts[table] ?? 0), 0),
                  'ligne',
                )}
              </span>
            </summary>
            <Facts
              items={[
                ['Finalité', finalite],
                ['Base légale', base],
                ['Personnes', personnes],
                ['Données', donnees],
                ['Destinataires', destinataires],
                ['Conservation', conservation],
                ['Où', places.map(({ table, contenu }) => `${contenu} (${counts[table] ?? 0})`).join(' ; ')],
              ]}
            />
          </details>
        ),
      )}
    </Card>
  )
}

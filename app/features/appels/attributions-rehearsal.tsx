import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { ErrorSummary } from '#app/ui/form.tsx'
import { RemarksTable } from '#app/ui/import.tsx'
import { Badge, Card, Notice, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Attribution } from './attribution.schema.ts'
import { remarkWords } from './attribution-remarks.words.ts'
import type { RemarkGroup } from './attributions-summary.ts'

interface ReportProps {
  choice: { comma: string | null; attribuant: string }
  lignesLues: number
  lignesGardees: number
  montantCentimes: number
  sample: ReadonlyArray<Attribution>
  groups: ReadonlyArray<RemarkGroup>
  refused: RefusedForm | undefined
}

/** What the file would give, before anything is written. */
export function AttributionsRehearsalReport(props: ReportProps) {
  return (
    <>
      <FileStats {...props} />
      <ChoiceForm {...props} />
      <Sample rows={props.sample} />
      <RemarkGroups groups={props.groups} />
    </>
  )
}

interface StatsProps {
  lignesLues: number
  lignesGardees: number
  montantCentimes: number
}

/** Rows read, kept, refused, and the money they say. */
export function FileStats({ lignesLues, lignesGardees, montantCentimes }: StatsProps) {
  return (
    <div className="row stats">
      <Stat value={formatNumber(lignesLues)} label="lignes lues" />
      <Stat value={formatNumber(lignesGardees)} label="gardées" />
      <Stat value={formatNumber(lignesLues - lignesGardees)} label="non gardées, chacune avec sa raison" />
      <Stat value={formatEuros(montantCentimes)} label="au total" />
    </div>
  )
}

/** How doubtful things are read, then confirm or give up. */
function ChoiceForm({ choice, groups, lignesGardees, refused }: ReportProps) {
  const has = (code: string) => groups.some((its) => its.code === code)
  const asksComma = choice.comma !== null || has('virgule-milliers')
  return (
    <Form method="post" className="card stack-s">
      {refused && <ErrorSummary refused={refused} words={{}} />}
      <div className="form-section">
        {has('attribuant-absent') && (
          <div className="field">
            <label htmlFor="attribuant">Qui attribue ces subventions ?</label>
            <input
              className="input"
              id="attribuant"
              name="attribuant"
              defaultValue={choice.attribuant}
              maxLength={300}
            />
            <span className="hint">Le fichier ne le dit pas : ce nom sera écrit sur chaque ligne.</span>
          </div>
        )}
        {asksComma && (
          <div className="field">
            <label htmlFor="virgule">« 1,500 » se lit</label>
            <select className="input" id="virgule" name="virgule" defaultValue={choice.comma ?? 'milliers'}>
              <option value="milliers">mille cinq cents euros</option>
              <option value="decimale">un euro cinquante</option>
            </select>
          </div>
        )}
      </div>
      <div className="row">
        {lignesGardees > 0 && (
          <button type="submit" className="btn primary" name="geste" value="confirmer">
            Garder {formatCount(lignesGardees, 'subvention')}
          </button>
        )}
        {asksComma && (
          <button type="submit" className="btn" formMethod="get">
            Relire avec ce choix
          </button>
        )}
        <button type="submit" className="btn ghost" name="geste" value="oublier">
          Abandonner ce fichier
        </button>
      </div>
    </Form>
  )
}

const heads = (
  <>
    <th scope="col" className="num">
      Ligne
    </th>
    <th scope="col">Bénéficiaire</th>
    <th scope="col">Objet</th>
    <th scope="col">Attribuée le</th>
    <th scope="col" className="num">
      Montant
    </th>
  </>
)

function Sample({ rows }: { rows: ReadonlyArray<Attribution> }) {
  if (rows.length === 0) return <Notice tone="warning">Aucune ligne ne peut être gardée.</Notice>
  return (
    <Card title="Les premières lignes, telles qu’elles seront gardées">
      <Table caption="Premières lignes" head={heads}>
        {rows.map((row) => (
          <tr key={row.ligne}>
            <td className="num">{row.ligne}</td>
            <th scope="row">{row.nomBeneficiaire || row.idBeneficiaireBrut || 'non dit'}</th>
            <td>{row.objet || row.dispositifAide}</td>
            <td>{row.dateConvention ? formatDate(row.dateConvention) : (row.annee ?? '')}</td>
            <td className="num">{formatEuros(row.montantCentimes)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

/** Remarks by kind, each opened on demand. */
export function RemarkGroups({ groups }: { groups: ReadonlyArray<RemarkGroup> }) {
  if (groups.length === 0) return <Notice tone="success">Tout a été lu sans remarque.</Notice>
  return (
    <Card title="Ce qu’il faut savoir de ce fichier">
      <ul className="list stack-s">
        {groups.map((group) => (
          <li key={group.code}>
            <details open={group.refuses}>
              <summary>
                {remarkWords(group.code)}{' '}
                <Badge tone={group.refuses ? 'red' : 'ochre'}>{formatNumber(group.count)}</Badge>
              </summary>
              <RemarksTable caption={remarkWords(group.code)} remarks={group.lines} />
              {group.lines.length < group.count && group.lines[0]?.count === undefined && (
                <p className="small muted">
                  Les {group.lines.length} premières sur {formatNumber(group.count)}.
                </p>
              )}
            </details>
          </li>
        ))}
      </ul>
    </Card>
  )
}

interface StateProps {
  annuleLe: Date | null
  annulePar: string | null
  remplacePar: string | null
}

/** Whether the rows of an import still count. */
export function ImportState({ its }: { its: StateProps }) {
  if (its.remplacePar) return <Notice>Un import plus récent du même fichier l’a remplacé.</Notice>
  if (!its.annuleLe) return null
  return (
    <Notice tone="warning">
      Annulé le {formatInstant(its.annuleLe)} par {its.annulePar} : ses lignes ne comptent plus.
    </Notice>
  )
}

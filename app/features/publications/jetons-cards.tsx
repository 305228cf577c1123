import { Form } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, DateInput, FormFields, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Empty, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { jetonFields } from './jeton.fields.ts'
import { type Portee, porteeCodes, portees } from './jeton.schema.ts'

/** A secret that will not be shown again. */
export function ShownOnce({ what, value }: { what: string; value: string }) {
  return (
    <Notice tone="warning">
      <p>
        <strong>{what}</strong> Copiez-le maintenant et confiez-le à son outil : il ne sera plus jamais
        affiché, et n’est pas gardé en clair.
      </p>
      <p>
        <code className="secret">{value}</code>
      </p>
    </Notice>
  )
}

/** What to say to make a key. */
export function JetonForm({ expireLe, refused }: { expireLe: string; refused: RefusedForm | undefined }) {
  return (
    <Form method="post" className="form card">
      <h2>Nouveau jeton</h2>
      <FormFields words={jetonFields} values={{ nom: '', portees: [], expireLe }} refused={refused}>
        <div className="form-section">
          <TextInput name="nom" required />
          <DateInput name="expireLe" required />
          <CheckList
            name="portees"
            choices={porteeCodes.map((code) => ({ value: code, label: portees[code] }))}
          />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" name="intention" value="creer">
            Créer le jeton
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

export interface JetonRow {
  id: string
  nom: string
  portees: ReadonlyArray<Portee>
  indice: string
  expireLe: IsoDate
  dernierUsageLe: Date | null
  revoqueLe: Date | null
  etat: 'valable' | 'expire' | 'revoque'
}

const etats = {
  valable: ['green', 'Valable'],
  expire: ['neutral', 'Expiré'],
  revoque: ['neutral', 'Révoqué'],
} as const

const shortNames: Record<Portee, string> = {
  fiches: 'Fiches',
  decisions: 'Subventions décidées',
  organisations: 'Organisations',
}

/** The keys given, each with its way to take it back. */
export function JetonsCard({ rows }: { rows: ReadonlyArray<JetonRow> }) {
  return (
    <Card title="Jetons donnés" aside={<span className="muted">{formatCount(rows.length, 'jeton')}</span>}>
      {rows.length === 0 ? (
        <Empty title="Aucun jeton">
          Un partenaire qui veut lire plus que ce qui est public demande un jeton pour son outil.
        </Empty>
      ) : (
        <Table
          caption="Jetons donnés"
          head={
            <>
              <th scope="col">Jeton</th>
              <th scope="col">Portée</th>
              <th scope="col">État</th>
              <th scope="col">Dernier usage</th>
              <th scope="col">
                <span className="sr-only">Gestes</span>
              </th>
            </>
          }
        >
          {rows.map((row) => (
            <JetonLine key={row.id} row={row} />
          ))}
        </Table>
      )}
    </Card>
  )
}

function JetonLine({ row }: { row: JetonRow }) {
  const [tone, word] = etats[row.etat]
  return (
    <tr>
      <th scope="row">
        {row.nom}
        <div className="muted">
          <code>{row.indice}…</code>
        </div>
      </th>
      <td>{row.portees.map((code) => shortNames[code]).join(', ')}</td>
      <td>
        <Badge tone={tone}>{word}</Badge>
        <div className="muted">jusqu’au {formatDate(row.expireLe)}</div>
      </td>
      <td>
        {row.dernierUsageLe ? formatInstant(row.dernierUsageLe) : <span className="muted">Jamais</span>}
      </td>
      <td>
        {row.etat === 'valable' && (
          <Form method="post">
            <input type="hidden" name="id" value={row.id} />
            <button type="submit" className="btn small" name="intention" value="revoquer">
              Révoquer<span className="sr-only"> : {row.nom}</span>
            </button>
          </Form>
        )}
      </td>
    </tr>
  )
}

import { Form, Link } from 'react-router'
import { roleNames } from '#app/platform/permissions.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { AffectationLine } from './personnes.queries.server.ts'

export interface PersonneRow {
  id: string
  nom: string
  exemple: boolean
  aUnCompte: boolean
  courriel: string | null
  affectations: AffectationLine[]
}

export function PersonnesTable({ rows }: { rows: ReadonlyArray<PersonneRow> }) {
  return (
    <Table caption="Personnes et rôles" head={<Heads />}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={row.id}>{row.nom}</Link> {row.exemple && <Exemple />}
            {!row.aUnCompte && <Badge>sans compte</Badge>}
          </th>
          <td>
            {row.affectations.map((its) => (
              <div key={its.id}>
                {its.role ? roleNames[its.role] : its.fonction}{' '}
                {its.etat === 'en_attente' && <Badge tone="ochre">à accepter</Badge>}
                {limitOf(its) && <span className="muted"> ({limitOf(its)})</span>}
              </div>
            ))}
          </td>
          <td>{[...new Set(row.affectations.map((its) => its.organisation))].join(', ')}</td>
          <td>{row.courriel && <a href={`mailto:${row.courriel}`}>{row.courriel}</a>}</td>
        </tr>
      ))}
    </Table>
  )
}

/** What a role is limited to, in a few words. */
export function limitOf(affectation: Pick<AffectationLine, 'axe' | 'commune'>): string {
  const axe = affectation.axe && `axe ${affectation.axe}`
  return [axe, affectation.commune].filter(Boolean).join(', ')
}

function Heads() {
  return (
    <>
      <th scope="col">Nom</th>
      <th scope="col">Rôles</th>
      <th scope="col">Organisation</th>
      <th scope="col">Adresse</th>
    </>
  )
}

export function PersonnesFilters({
  search,
  role,
  etat,
}: {
  search: string | undefined
  role: string | undefined
  etat: string | undefined
}) {
  return (
    <Form className="filters" aria-label="Filtrer les personnes">
      <div className="field">
        <label htmlFor="q">Nom</label>
        <input className="input" id="q" name="q" type="search" defaultValue={search} />
      </div>
      <div className="field">
        <label htmlFor="role">Rôle</label>
        <select className="input" id="role" name="role" defaultValue={role ?? ''}>
          <option value="">Tous</option>
          {Object.entries(roleNames).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <label className="check">
        <input type="checkbox" name="etat" value="en_attente" defaultChecked={etat === 'en_attente'} />{' '}
        Demandes à accepter
      </label>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

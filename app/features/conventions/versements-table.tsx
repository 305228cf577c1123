import { Link } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { SelectFilters } from '#app/ui/select-filters.tsx'
import { Table } from '#app/ui/table.tsx'
import { versementNatures } from './versement.words.ts'
import { type VersementFilter, versementEtats } from './versements.filter.ts'
import type { VersementLine } from './versements.queries.server.ts'
import './conventions.css'

interface FilterProps {
  filter: VersementFilter
  exercices: ReadonlyArray<number>
  financeurs: ReadonlyArray<{ value: string; label: string }>
}

/** State, year and funder, kept in the address. */
export function VersementsFilter({ filter, exercices, financeurs }: FilterProps) {
  return (
    <SelectFilters
      label="Choisir les versements"
      prefix="versements"
      filters={[
        { name: 'etat', label: 'État', value: filter.etat, choices: choicesOf(versementEtats) },
        {
          name: 'exercice',
          label: 'Exercice',
          value: String(filter.exercice ?? ''),
          choices: exercices.map((its) => ({ value: String(its), label: String(its) })),
          all: 'Tous',
        },
        {
          name: 'financeur',
          label: 'Financeur',
          value: filter.financeurId ?? '',
          choices: financeurs,
          all: 'Tous',
        },
      ]}
    />
  )
}

const head = (
  <>
    <th scope="col">Prévu le</th>
    <th scope="col">Dossier</th>
    <th scope="col">Financeur</th>
    <th scope="col">Versement</th>
    <th scope="col" className="num">
      Montant
    </th>
    <th scope="col">Fait</th>
  </>
)

export function VersementsTable({
  rows,
  base,
  today,
}: {
  rows: ReadonlyArray<VersementLine>
  base: string
  today: IsoDate
}) {
  return (
    <Table caption="Versements" head={head}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            {formatDate(row.prevuLe)}{' '}
            {row.verseLe === null && row.prevuLe < today && <Badge tone="red">En retard</Badge>}
          </td>
          <th scope="row">
            <Link to={`${base}/dossiers/${row.dossierId}`}>{row.action}</Link> {row.exemple && <Exemple />}
            <div className="muted small">
              {row.porteur} · {row.numero}
            </div>
          </th>
          <td>{row.financeur}</td>
          <td>{versementNatures[row.nature]}</td>
          <td className="num">
            {row.nature === 'reversement' && '− '}
            {formatEuros(row.montantCentimes)}
          </td>
          <td>{row.verseLe ? formatDate(row.verseLe) : <span className="muted">—</span>}</td>
        </tr>
      ))}
    </Table>
  )
}

import { Link } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatShortList } from '#app/lib/text.ts'
import { AxeDot, Exemple } from '#app/ui/page.tsx'
import { SortHead, Table } from '#app/ui/table.tsx'
import { EtatBadge } from './fiche-state.tsx'
import type { FicheRow } from './fiches.queries.server.ts'
import { BULK_FORM } from './fiches-bulk.tsx'
import './fiches.css'

/** The list as a table: one line a fiche, sorted by the address. */
export function FichesTable({ rows, canSelect }: { rows: ReadonlyArray<FicheRow>; canSelect: boolean }) {
  return (
    <Table caption="Fiches action" head={<Heads canSelect={canSelect} />}>
      {rows.map((row) => (
        <FicheLine key={row.id} row={row} canSelect={canSelect} />
      ))}
    </Table>
  )
}

function Heads({ canSelect }: { canSelect: boolean }) {
  return (
    <>
      {canSelect && (
        <th scope="col">
          <span className="sr-only">Cocher</span>
        </th>
      )}
      <SortHead sort="code">Code</SortHead>
      <SortHead sort="titre">Titre</SortHead>
      <SortHead sort="etat">État</SortHead>
      <SortHead sort="axe">Axe</SortHead>
      <SortHead sort="porteur">Porteur</SortHead>
      <th scope="col">Territoire</th>
      <SortHead sort="debut">Période</SortHead>
      <SortHead sort="budget" numeric>
        Budget
      </SortHead>
    </>
  )
}

function FicheLine({ row, canSelect }: { row: FicheRow; canSelect: boolean }) {
  const to = `../fiches/${row.code}`
  return (
    <tr>
      {canSelect && (
        <td>
          <input
            type="checkbox"
            className="fiche-select"
            form={BULK_FORM}
            name="fiche"
            value={row.id}
            aria-label={`Cocher ${row.code} ${row.titre}`}
          />
        </td>
      )}
      <td className="fiche-code">{row.code}</td>
      <th scope="row" className="fiche-titre">
        <Link to={to} relative="path" prefetch="intent">
          {row.titre}
        </Link>{' '}
        {row.exemple && <Exemple />}
      </th>
      <td>
        <EtatBadge etat={row.etat} />
      </td>
      <td>
        {row.axeNumero && (
          <span className="fiche-axe">
            <AxeDot numero={row.axeNumero} /> <span>{row.axeTitre}</span>
          </span>
        )}
      </td>
      <td>{row.porteur ?? <span className="muted">à choisir</span>}</td>
      <td>{placesText(row)}</td>
      <td className="fiche-periode">{row.debut || row.fin ? formatPeriode(row) : ''}</td>
      <td className="num">{row.budgetCentimes === null ? '' : formatEurosRounded(row.budgetCentimes)}</td>
    </tr>
  )
}

/** « Anzin, Raismes et 3 autres »; the whole territory in words. */
export function placesText(row: Pick<FicheRow, 'portee' | 'lieux'>): string {
  if (row.portee === 'territoire') return 'Tout le territoire'
  return formatShortList(row.lieux, 2)
}

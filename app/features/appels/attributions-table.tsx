import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatEuros } from '#app/lib/money.ts'
import { formatSiret } from '#app/lib/siret.ts'
import { AConfirmer } from '#app/ui/page.tsx'
import { SortHead, Table } from '#app/ui/table.tsx'
import { natureWords } from './attribution.words.ts'
import type { AttributionLine } from './attributions.queries.server.ts'

import './appels.css'

const heads = (
  <>
    <SortHead sort="beneficiaire">Bénéficiaire</SortHead>
    <th scope="col">Objet</th>
    <SortHead sort="attribuant">Attribuée par</SortHead>
    <SortHead sort="date">Le</SortHead>
    <SortHead sort="montant" numeric>
      Montant
    </SortHead>
    <th scope="col">Source</th>
  </>
)

/** Published subsidies, each with the file and the line it comes from. */
export function AttributionsTable({ rows, base }: { rows: ReadonlyArray<AttributionLine>; base: string }) {
  return (
    <Table caption="Subventions publiées" head={heads}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Beneficiary row={row} base={base} />
          </th>
          <td>{row.objet}</td>
          <td>{row.nomAttribuant || <span className="muted">non dit</span>}</td>
          <td className="nowrap">
            {row.dateConvention ? formatDate(row.dateConvention) : (row.annee ?? '')}
          </td>
          <td className="num">
            {row.montantCentimes === null && row.nature
              ? natureWords[row.nature]
              : formatEuros(row.montantCentimes)}
          </td>
          <td className="small muted">
            <Link to={`${base}/subventions/imports/${row.importId}`}>{row.fichier}</Link>, ligne {row.ligne}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Beneficiary({ row, base }: { row: AttributionLine; base: string }) {
  const name = row.nomBeneficiaire || 'Bénéficiaire non dit'
  return (
    <>
      {row.organisationId ? <Link to={`${base}/organisations/${row.organisationId}`}>{name}</Link> : name}
      <br />
      <span className="small muted">
        {row.idBeneficiaire ? formatSiret(row.idBeneficiaire) : row.idBeneficiaireBrut}{' '}
        {!row.idBeneficiaire && row.idBeneficiaireBrut !== '' && <AConfirmer>numéro douteux</AConfirmer>}
      </span>
    </>
  )
}

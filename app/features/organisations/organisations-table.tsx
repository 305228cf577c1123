import { Link } from 'react-router'
import { formatSiret } from '#app/lib/siret.ts'
import { AConfirmer, Exemple } from '#app/ui/page.tsx'
import { SortHead, Table } from '#app/ui/table.tsx'
import { type OrganisationNature, organisationNatures } from './organisation.words.ts'

export interface OrganisationLine {
  id: string
  nom: string
  sigle: string | null
  nature: OrganisationNature
  siret: string | null
  siren: string | null
  communeCode: string | null
  commune: string | null
  exemple: boolean
  aVerifier: boolean
}

const heads = (
  <>
    <SortHead sort="nom">Nom</SortHead>
    <SortHead sort="nature">Nature</SortHead>
    <SortHead sort="commune">Commune du siège</SortHead>
    <SortHead sort="siret">SIRET ou SIREN</SortHead>
  </>
)

/** The directory as a table; a doubtful number is said beside it. */
export function OrganisationsTable({ rows, base }: { rows: ReadonlyArray<OrganisationLine>; base: string }) {
  return (
    <Table caption="Organisations" head={heads}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Link to={`${base}/organisations/${row.id}`}>{row.nom}</Link>{' '}
            {row.sigle && <span className="muted">{row.sigle}</span>} {row.exemple && <Exemple />}
          </th>
          <td>{organisationNatures[row.nature]}</td>
          <td>{row.communeCode && <Link to={`${base}/commune/${row.communeCode}`}>{row.commune}</Link>}</td>
          <td>
            {formatSiret(row.siret ?? row.siren ?? '')} {row.aVerifier && <AConfirmer>à vérifier</AConfirmer>}
          </td>
        </tr>
      ))}
    </Table>
  )
}

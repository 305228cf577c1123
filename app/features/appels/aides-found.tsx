import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { Notice, Stat } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { Concerne } from './aide.words.ts'
import { ConcerneBadge } from './aide-badges.tsx'

interface FoundProps {
  aides: ReadonlyArray<{
    id: number
    nom: string
    perimetre: string
    echeance: IsoDate | null
    concerne: Concerne
  }>
  refused: ReadonlyArray<{ rank: number; message: string }>
  hasNext: boolean
}

const heads = (
  <>
    <th scope="col">Aide</th>
    <th scope="col">Périmètre</th>
    <th scope="col">Échéance</th>
  </>
)

/** What a page of the API holds, before anything is written. */
export function AidesFound({ aides, refused, hasNext }: FoundProps) {
  const count = (concerne: Concerne) => aides.filter((its) => its.concerne === concerne).length
  return (
    <>
      <div className="row stats">
        <Stat value={formatNumber(aides.length)} label="aides lues" />
        <Stat value={formatNumber(count('oui'))} label="concernent le territoire" />
        <Stat value={formatNumber(count('a_verifier'))} label="au périmètre à vérifier" />
        <Stat value={formatNumber(refused.length)} label="illisibles" />
      </div>
      {hasNext && <Notice>Ce fichier est une page parmi d’autres : importez aussi les suivantes.</Notice>}
      {refused.map((its) => (
        <Notice key={its.rank} tone="warning">
          Aide n° {its.rank} du fichier : {its.message}
        </Notice>
      ))}
      <Table caption="Aides du fichier" head={heads}>
        {aides.map((its) => (
          <tr key={its.id}>
            <th scope="row">{its.nom}</th>
            <td>
              {its.perimetre} <ConcerneBadge concerne={its.concerne} />
            </td>
            <td>{its.echeance ? formatDate(its.echeance) : 'sans date'}</td>
          </tr>
        ))}
      </Table>
    </>
  )
}

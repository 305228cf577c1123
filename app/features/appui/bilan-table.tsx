import { formatNumber } from '#app/lib/numbers.ts'
import { Table } from '#app/ui/table.tsx'
import { appuiNatures, lieuSortes } from './appui.words.ts'
import type { YearLine } from './appuis.queries.server.ts'

const heads = ['Demandes', 'Prises en charge', 'Terminées', 'Jours donnés à ces demandes']

const head = (
  <>
    <th scope="col">Pour qui</th>
    <th scope="col">Appui</th>
    {heads.map((label) => (
      <th scope="col" className="num" key={label}>
        {label}
      </th>
    ))}
    <th scope="col">A servi</th>
  </>
)

/** Requests and days by kind of commune, each kind of support a line. */
export function YearTable({ lines }: { lines: ReadonlyArray<YearLine> }) {
  const sum = (of: (line: YearLine) => number) => lines.reduce((all, its) => all + of(its), 0)
  return (
    <Table caption="Appuis de l’année" head={head}>
      {lines.map((its) => (
        <tr key={`${its.sorte} ${its.nature}`}>
          <th scope="row">{lieuSortes[its.sorte]}</th>
          <td>{appuiNatures[its.nature]}</td>
          <td className="num">{its.demandes}</td>
          <td className="num">{its.acceptees}</td>
          <td className="num">{its.terminees}</td>
          <td className="num">{formatNumber(its.jours, 1)}</td>
          <td>{its.reponses === 0 ? '—' : `${its.satisfaites} réponses favorables sur ${its.reponses}`}</td>
        </tr>
      ))}
      <tr>
        <th scope="row">Ensemble</th>
        <td />
        <td className="num">{sum((its) => its.demandes)}</td>
        <td className="num">{sum((its) => its.acceptees)}</td>
        <td className="num">{sum((its) => its.terminees)}</td>
        <td className="num">
          {formatNumber(
            sum((its) => its.jours),
            1,
          )}
        </td>
        <td>
          {sum((its) => its.satisfaites)} sur {sum((its) => its.reponses)}
        </td>
      </tr>
    </Table>
  )
}

import { Link } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { Badge, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { appelEtats, appelNatures, appelTones } from './appel.words.ts'
import type { AppelRow } from './appels.queries.server.ts'

export interface AppelsTableProps {
  appels: ReadonlyArray<AppelRow>
  /** `/t/<territoire>/financements`. */
  base: string
  /** What others submitted is for the team and the funders. */
  seesTotals: boolean
}

/** The calls, those one can answer first. */
export function AppelsTable({ appels, base, seesTotals }: AppelsTableProps) {
  const head = (
    <>
      <th scope="col">Appel</th>
      <th scope="col">État</th>
      <th scope="col" className="num">
        Exercice
      </th>
      <th scope="col">Clôture</th>
      {seesTotals && (
        <>
          <th scope="col" className="num">
            Dossiers
          </th>
          <th scope="col" className="num">
            Demandé
          </th>
        </>
      )}
    </>
  )
  return (
    <Table caption="Appels à projets" head={head}>
      {appels.map((appel) => (
        <tr key={appel.id}>
          <th scope="row">
            <Link to={`${base}/appels/${appel.code}`}>{appel.titre}</Link> {appel.exemple && <Exemple />}
            <div className="muted small">{appelNatures[appel.nature]}</div>
          </th>
          <td>
            <Badge tone={appelTones[appel.etat]}>{appelEtats[appel.etat]}</Badge>
          </td>
          <td className="num">{appel.exercice}</td>
          <td>{appel.fermeLe ? formatInstant(new Date(appel.fermeLe)) : 'À fixer'}</td>
          {seesTotals && (
            <>
              <td className="num">{appel.deposes}</td>
              <td className="num">{formatEurosRounded(appel.demandeCentimes)}</td>
            </>
          )}
        </tr>
      ))}
    </Table>
  )
}

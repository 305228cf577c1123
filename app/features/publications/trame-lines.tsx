import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { TrameLine } from './trame.server.ts'

/** What a skeleton holds, and what taking it would do. */
export function TrameLines({ lines }: { lines: ReadonlyArray<TrameLine> }) {
  return (
    <Table
      caption="Ce que la trame contient"
      head={
        <>
          <th scope="col">Nature</th>
          <th scope="col">Nom</th>
          <th scope="col">Suite</th>
          <th scope="col">Détail</th>
        </>
      }
    >
      {lines.map(({ sorte, nom, detail, isKnown }) => (
        <tr key={`${sorte} ${nom} ${detail}`}>
          <td>{sorte}</td>
          <th scope="row">{nom}</th>
          <td>{isKnown ? 'Existe déjà : laissé' : <Badge tone="green">Sera créé</Badge>}</td>
          <td className="muted">{detail}</td>
        </tr>
      ))}
    </Table>
  )
}

import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'

interface PastImport {
  id: string
  nomFichier: string
  faitLe: Date
  annuleLe: Date | null
  auteur: string | null
  dossiers: number
}

const heads = (
  <>
    <th scope="col">Fichier</th>
    <th scope="col">Quand</th>
    <th scope="col">Par</th>
    <th scope="col" className="num">
      Dossiers
    </th>
    <th scope="col">
      <span className="sr-only">Annuler</span>
    </th>
  </>
)

/** Imports already made, each with what undoes it. */
export function PastImports({ imports }: { imports: ReadonlyArray<PastImport> }) {
  return (
    <Table caption="Derniers imports" head={heads}>
      {imports.map((lot) => (
        <tr key={lot.id}>
          <th scope="row">{lot.nomFichier}</th>
          <td>{formatInstant(new Date(lot.faitLe))}</td>
          <td>{lot.auteur}</td>
          <td className="num">{lot.dossiers}</td>
          <td>{lot.annuleLe ? <Badge>annulé</Badge> : <UndoForm lot={lot} />}</td>
        </tr>
      ))}
    </Table>
  )
}

function UndoForm({ lot }: { lot: PastImport }) {
  return (
    <Form method="post">
      <HiddenInput name="lot" value={lot.id} />
      <button type="submit" className="btn small" aria-label={`Annuler l’import de ${lot.nomFichier}`}>
        Annuler cet import
      </button>
    </Form>
  )
}

import { Upload } from 'lucide-react'
import { Form, useNavigation } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'

export interface PastImport {
  id: string
  nomFichier: string
  faitLe: Date
  annuleLe: Date | null
  auteur: string | null
  crees: number
  modifies: number
}

/** Where an import begins, and where one is undone. */
export function ImportStart({
  imports,
  refused,
}: {
  imports: ReadonlyArray<PastImport>
  refused: RefusedForm | undefined
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <>
      <Card title="Choisir un fichier">
        <Form method="post" encType="multipart/form-data" className="stack-s">
          <FormFields words={{ fichier: { label: 'Fichier' } }} values={{}} refused={refused}>
            <div className="field">
              <label htmlFor="champ-fichier">Classeur (XLSX, ODS, XLS) ou CSV</label>
              <input
                className="input"
                id="champ-fichier"
                type="file"
                name="fichier"
                required
                aria-describedby="aide-import"
              />
              <span className="hint" id="aide-import">
                Une ligne par fiche, une ligne d’en-têtes. Une fiche dont le code existe est mise à jour ; un
                export se réimporte tel quel.
              </span>
            </div>
            <div className="row">
              <button type="submit" className="btn primary" disabled={busy}>
                <Upload aria-hidden size={16} /> {busy ? 'Lecture en cours…' : 'Lire le fichier'}
              </button>
              {busy && <progress className="progress" aria-label="Lecture du fichier" />}
            </div>
          </FormFields>
        </Form>
      </Card>
      {imports.length > 0 && <PastImports imports={imports} />}
    </>
  )
}

function PastImports({ imports }: { imports: ReadonlyArray<PastImport> }) {
  const head = (
    <>
      <th scope="col">Fichier</th>
      <th scope="col">Quand</th>
      <th scope="col">Par</th>
      <th scope="col" className="num">
        Créées
      </th>
      <th scope="col" className="num">
        Modifiées
      </th>
      <th scope="col">
        <span className="sr-only">Annuler</span>
      </th>
    </>
  )
  return (
    <Table caption="Derniers imports" head={head}>
      {imports.map((lot) => (
        <tr key={lot.id}>
          <th scope="row">{lot.nomFichier}</th>
          <td>{formatInstant(new Date(lot.faitLe))}</td>
          <td>{lot.auteur}</td>
          <td className="num">{lot.crees}</td>
          <td className="num">{lot.modifies}</td>
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

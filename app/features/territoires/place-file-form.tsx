import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'

/** Where a file of contours or of quarters is given. */
export function PlaceFileForm({ refused }: { refused: RefusedForm | undefined }) {
  return (
    <Card title="Choisir un fichier">
      <Form method="post" encType="multipart/form-data" className="stack-s">
        <FormFields words={{ fichier: { label: 'Fichier' } }} values={{}} refused={refused}>
          <div className="field">
            <label htmlFor="champ-fichier">GeoJSON, CSV ou classeur</label>
            <input
              className="input"
              id="champ-fichier"
              type="file"
              name="fichier"
              required
              aria-describedby="aide"
            />
            <span className="hint" id="aide">
              Contours des communes : un GeoJSON avec leur code officiel (geo.api.gouv.fr, IGN). Quartiers :
              un GeoJSON, un CSV ou un classeur avec une colonne « code_qp » et le code de la commune.
            </span>
          </div>
          <div>
            <button type="submit" className="btn primary">
              Lire le fichier
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

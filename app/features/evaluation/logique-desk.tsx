import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { Card } from '#app/ui/page.tsx'
import type { Logique } from './logique.queries.server.ts'
import { FlecheForm, LogiqueForm } from './logique-forms.tsx'

/** Where the model is written: a box, an arrow, or the actions of the axis taken at once. */
export function LogiqueDesk({ logique, refused }: { logique: Logique; refused: RefusedForm | undefined }) {
  const geste = refused?.values.geste?.[0]
  return (
    <div className="grid-wide">
      <Card title="Ajouter une case">
        <LogiqueForm refused={geste === 'ajouter-case' ? refused : undefined} />
        <Form method="post">
          <button type="submit" name="geste" value="reprendre-fiches" className="btn small ghost">
            Reprendre les fiches de l’axe comme activités
          </button>
        </Form>
      </Card>
      {logique.boxes.length > 1 && (
        <Card title="Relier deux cases">
          <FlecheForm logique={logique} refused={geste === 'ajouter-fleche' ? refused : undefined} />
        </Card>
      )}
    </div>
  )
}

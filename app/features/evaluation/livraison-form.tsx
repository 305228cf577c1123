import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, DateInput, FormFields, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { livraisonFields } from './suivi.fields.ts'

interface LivraisonFormProps {
  organisations: ReadonlyArray<Choice>
  engagements: ReadonlyArray<Choice>
  indicateurs: ReadonlyArray<Choice>
  refused: RefusedForm | undefined
}

/** A delivery to plan: who owes what, by when. */
export function LivraisonForm({ organisations, engagements, indicateurs, refused }: LivraisonFormProps) {
  return (
    <Card title="Prévoir une livraison">
      <Form method="post" className="form">
        <FormFields words={livraisonFields} values={{}} refused={refused} idPrefix="prevoir-">
          <div className="form-section">
            <SelectInput name="organisationId" choices={organisations} required empty="Choisissez" />
            <DateInput name="echeance" required />
            <TextInput name="courriel" type="email" />
            <TextInput name="objet" required wide />
            <SelectInput name="indicateurId" choices={indicateurs} empty="Aucun" />
            <SelectInput name="engagementId" choices={engagements} empty="Aucun" />
            <TextArea name="note" rows={2} />
          </div>
          <div className="row">
            <button type="submit" name="geste" value="prevoir" className="btn primary">
              Prévoir cette livraison
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

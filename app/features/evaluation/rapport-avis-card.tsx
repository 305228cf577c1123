import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, type Tone } from '#app/ui/page.tsx'
import { avisFields } from './rapport-evaluation.fields.ts'
import type { AvisLine } from './rapport-evaluation.queries.server.ts'
import { avisSens } from './rapport-evaluation.schema.ts'
import type { RapportPage } from './rapport-evaluation-page.server.ts'

const tones: Record<AvisLine['sens'], Tone> = {
  favorable: 'green',
  avec_reserves: 'ochre',
  defavorable: 'red',
}

/** The opinions of the partners; who may give one finds the form here. */
export function AvisCard({
  rapport,
  avis,
  aviseFor,
  refused,
}: RapportPage & { refused: RefusedForm | undefined }) {
  const open = rapport.etat === 'avis' && aviseFor.length > 0
  if (avis.length === 0 && !open) return null
  return (
    <Card title="Avis des partenaires">
      {avis.length === 0 && <p className="muted">Aucun avis reçu à ce jour.</p>}
      {avis.map((its) => (
        <div key={its.organisationId}>
          <p className="row">
            <strong>{its.organisation}</strong>
            <Badge tone={tones[its.sens]}>{avisSens[its.sens]}</Badge>
            <span className="small muted">{formatDate(its.donneLe)}</span>
          </p>
          {its.texte && <p className="prose">{its.texte}</p>}
        </div>
      ))}
      {open && (
        <Form method="post" className="form">
          <FormFields words={avisFields} values={{}} refused={refused} idPrefix="avis-">
            <div className="form-section">
              <SelectInput name="organisationId" choices={aviseFor} required empty="Choisissez" />
              <SelectInput name="sens" choices={choicesOf(avisSens)} required empty="Choisissez" />
              <TextArea name="texte" rows={3} />
            </div>
            <div className="row">
              <button type="submit" name="geste" value="aviser" className="btn primary">
                Donner cet avis
              </button>
            </div>
          </FormFields>
        </Form>
      )}
    </Card>
  )
}

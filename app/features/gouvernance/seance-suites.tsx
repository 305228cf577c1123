import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { suiteEtats } from './seance.schema.ts'
import { suiteWords } from './seance.words.ts'
import type { SeancePage } from './seance-page.server.ts'

/** What remains to be done after the meeting, by whom and before when. */
export function SuitesCard({ page, refused }: { page: SeancePage; refused: RefusedForm | undefined }) {
  const mine = refused?.values.intention?.[0] === 'suite' ? refused : undefined
  if (page.suites.length === 0 && !page.canHold) return null
  return (
    <Card title="Suites à donner">
      <ul className="timeline">
        {page.suites.map((its) => (
          <li key={its.id}>
            <div className="row">
              <span>{its.texte}</span>
              <Badge tone={its.isLate ? 'red' : its.etat === 'faite' ? 'green' : 'neutral'}>
                {its.isLate ? 'En retard' : suiteEtats[its.etat]}
              </Badge>
              {page.canHold && its.etat === 'a_faire' && <CloseSuite id={its.id} texte={its.texte} />}
            </div>
            <p className="small muted">
              {[its.organisation, its.echeance && `avant le ${formatDate(its.echeance)}`]
                .filter(Boolean)
                .join(', ')}
            </p>
          </li>
        ))}
      </ul>
      {page.canHold && (
        <details className="disclosure" open={mine !== undefined}>
          <summary>Ajouter une suite</summary>
          <Form method="post" className="form" key={page.suites.length}>
            <FormFields words={suiteWords} values={{}} refused={mine} idPrefix="suite-">
              <HiddenInput name="intention" value="suite" />
              <TextInput name="texte" required wide />
              <div className="form-section">
                <SelectInput name="organisationId" choices={page.organisations} empty="Non désigné" />
                <DateInput name="echeance" />
                <SelectInput
                  name="pointId"
                  choices={page.points.map((point) => ({ value: point.id, label: point.titre }))}
                  empty="Toute la séance"
                />
              </div>
            </FormFields>
            <div>
              <button type="submit" className="btn">
                Ajouter
              </button>
            </div>
          </Form>
        </details>
      )}
    </Card>
  )
}

function CloseSuite({ id, texte }: { id: string; texte: string }) {
  return (
    <Form method="post" className="row">
      <HiddenInput name="intention" value="suite-faite" />
      <HiddenInput name="suite" value={id} />
      <button type="submit" className="btn ghost small">
        Faite<span className="sr-only">{` : ${texte}`}</span>
      </button>
      <button type="submit" name="abandonner" value="oui" className="btn ghost small">
        Abandonner<span className="sr-only">{` : ${texte}`}</span>
      </button>
    </Form>
  )
}

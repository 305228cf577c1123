import { Form, Link } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { butLiens } from './plan.schema.ts'
import type { Plan as StoredPlan } from './plans.server.ts'

interface ButProps {
  but: StoredPlan['buts'][number]
  axes: ReadonlyArray<Choice>
  base: string
  canEdit: boolean
  refused: RefusedForm | undefined
}

const tones = { converge: 'green', double: 'ochre', contredit: 'red' } as const

export function But({ but, axes, base, canEdit, refused }: ButProps) {
  const names = new Map(axes.map((axe) => [axe.value, axe.label]))
  return (
    <Card title={but.texte}>
      <div className="stack-s">
        {but.liens.length === 0 && <p className="muted">Relié à aucun axe.</p>}
        {but.liens.map((its) => (
          <div key={its.axeId} className="row">
            <Badge tone={tones[its.lien]}>{butLiens[its.lien]}</Badge>
            <Link to={`${base}/axes/${its.axeId}`}>{names.get(its.axeId) ?? 'axe d’une autre date'}</Link>
            {its.note && <span className="small muted">{its.note}</span>}
            {canEdit && (
              <Form method="post">
                <HiddenInput name="intention" value="delier" />
                <HiddenInput name="butId" value={but.id} />
                <HiddenInput name="axeId" value={its.axeId} />
                <button type="submit" className="btn ghost small">
                  Retirer
                </button>
              </Form>
            )}
          </div>
        ))}
        {canEdit && <LinkForm butId={but.id} axes={axes} refused={refused} />}
      </div>
    </Card>
  )
}

function LinkForm({ butId, axes, refused }: Pick<ButProps, 'axes' | 'refused'> & { butId: string }) {
  return (
    <details className="disclosure" open={refused !== undefined}>
      <summary>Relier à un axe</summary>
      <Form method="post" className="form">
        <FormFields
          words={{
            axeId: { label: 'Axe ou objectif' },
            lien: { label: 'Ce but' },
            note: { label: 'Précision' },
          }}
          values={{}}
          refused={refused}
          idPrefix={`${butId}-`}
        >
          <HiddenInput name="intention" value="lier" />
          <HiddenInput name="butId" value={butId} />
          <div className="form-section">
            <SelectInput name="axeId" choices={axes} required />
            <SelectInput name="lien" choices={choicesOf(butLiens)} required />
            <TextInput name="note" />
          </div>
        </FormFields>
        <div>
          <button type="submit" className="btn">
            Relier
          </button>
        </div>
      </Form>
    </details>
  )
}

/** Where a goal is added to a plan. */
export function NewBut({ refused }: Pick<ButProps, 'refused'>) {
  return (
    <Card title="Ajouter un but">
      <Form method="post" className="form">
        <FormFields words={{ texte: { label: 'But' } }} values={{}} refused={refused}>
          <HiddenInput name="intention" value="but" />
          <TextInput name="texte" required wide />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Ajouter
          </button>
        </div>
      </Form>
    </Card>
  )
}

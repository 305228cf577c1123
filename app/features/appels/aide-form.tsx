import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { aideFields } from './aide.fields.ts'
import { aideEtats } from './aide.words.ts'
import type { AidePage, AxisMatch } from './aides.queries.server.ts'

const etats = Object.entries(aideEtats).map(([value, label]) => ({ value, label }))

interface AideFormProps {
  aide: AidePage
  axes: ReadonlyArray<AxisMatch>
  refused: RefusedForm | undefined
}

/** Follow an aid for an axis, or set it aside with the reason. */
export function AideForm({ aide, axes, refused }: AideFormProps) {
  const busy = useNavigation().state !== 'idle'
  const best = axes.find((axis) => axis.rang > 0)?.axeId ?? null
  const values = {
    etat: aide.etat,
    motif: aide.motif,
    axeId: aide.axeId ?? (aide.etat === 'a_examiner' ? best : null),
  }
  return (
    <Card title="Notre décision">
      <Form method="post" className="stack-s">
        <FormFields words={aideFields} values={values} refused={refused}>
          <HiddenInput name="version" value={aide.version} />
          <SelectInput name="etat" choices={etats} required />
          <SelectInput
            name="axeId"
            choices={axes.map(({ axeId, titre }) => ({ value: axeId, label: titre }))}
            empty="Aucun axe en particulier"
          />
          <TextArea name="motif" />
          <div className="row">
            <button type="submit" className="btn primary" disabled={busy}>
              Enregistrer la décision
            </button>
          </div>
        </FormFields>
      </Form>
    </Card>
  )
}

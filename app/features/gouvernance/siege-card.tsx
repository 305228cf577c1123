import { Form } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { DateInput, FormFields, HiddenInput, SelectInput, TextInput } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { siegeFields } from './instance.fields.ts'
import type { InstancePage } from './instance-page.server.ts'

interface SiegeCardProps {
  choices: InstancePage['choices']
  at: string
  refused: RefusedForm | undefined
}

/** Gives an organisation a seat. */
export function SiegeCard({ choices, at, refused }: SiegeCardProps) {
  return (
    <Card title="Donner un siège">
      <Form method="post" className="form">
        <FormFields words={siegeFields} values={{ debut: at }} refused={refused}>
          <HiddenInput name="intention" value="siege" />
          <SelectInput name="organisationId" choices={choices.organisations} required empty="Choisissez" />
          <TextInput name="college" />
          <SelectInput name="titulaireId" choices={choices.personnes} empty="Non désigné·e" />
          <SelectInput name="suppleantId" choices={choices.personnes} empty="Non désigné·e" />
          <DateInput name="debut" required />
          <DateInput name="fin" />
        </FormFields>
        <div>
          <button type="submit" className="btn primary">
            Donner ce siège
          </button>
        </div>
      </Form>
    </Card>
  )
}

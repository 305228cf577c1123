import { Form } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { caseFields, flecheFields } from './logique.fields.ts'
import type { Logique } from './logique.queries.server.ts'
import { etages, solidites } from './logique.schema.ts'

/** A box, to add or to correct. */
export function LogiqueForm({
  box,
  refused,
}: {
  box?: Logique['boxes'][number]
  refused?: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="form">
      <FormFields
        words={caseFields}
        values={box ?? {}}
        refused={refused}
        idPrefix={box ? `case-${box.id}-` : 'case-'}
      >
        {box && <HiddenInput name="id" value={box.id} />}
        {box && <HiddenInput name="version" value={box.version} />}
        <div className="form-section">
          <SelectInput name="etage" choices={choicesOf(etages)} required />
          <TextInput name="texte" required wide />
        </div>
        <div className="row">
          <button type="submit" name="geste" value={box ? 'modifier-case' : 'ajouter-case'} className="btn">
            {box ? 'Enregistrer la case' : 'Ajouter la case'}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

interface FlecheFormProps {
  logique: Logique
  arrow?: Logique['arrows'][number]
  refused?: RefusedForm | undefined
}

/** An arrow with its assumption, to draw or to correct. */
export function FlecheForm({ logique, arrow, refused }: FlecheFormProps) {
  const boxes = logique.boxes.map(({ id, texte, etage }) => ({
    value: id,
    label: texte,
    group: etages[etage],
  }))
  return (
    <Form method="post" className="form">
      <FormFields
        words={flecheFields}
        values={arrow ?? {}}
        refused={refused}
        idPrefix={arrow ? `fleche-${arrow.id}-` : 'fleche-'}
      >
        {arrow && <HiddenInput name="id" value={arrow.id} />}
        {arrow && <HiddenInput name="version" value={arrow.version} />}
        <div className="form-section">
          <SelectInput name="deId" choices={boxes} required empty="Choisissez" />
          <SelectInput name="versId" choices={boxes} required empty="Choisissez" />
          <SelectInput name="solidite" choices={choicesOf(solidites)} required />
          <TextArea name="hypothese" rows={2} required />
        </div>
        <div className="row">
          <button
            type="submit"
            name="geste"
            value={arrow ? 'modifier-fleche' : 'ajouter-fleche'}
            className="btn"
          >
            {arrow ? 'Enregistrer l’hypothèse' : 'Relier ces cases'}
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

export function RemoveButton({ geste, id, words }: { geste: string; id: string; words: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="id" value={id} />
      <button type="submit" name="geste" value={geste} className="btn small ghost">
        {words}
      </button>
    </Form>
  )
}

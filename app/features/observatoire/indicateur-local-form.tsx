import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { type Choice, FormFields, HiddenInput, SelectInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { formulaFunctions } from '#stats/formule/parse.ts'
import { themeLabels } from './catalogue.ts'
import { indicateurLocalFields } from './locaux.fields.ts'
import { natures, sensLabels } from './locaux.ts'

interface IndicateurFormProps {
  values: object
  version: number
  /** Counts this one may be a part of. */
  totaux: ReadonlyArray<Choice>
  /** Names formulas may hold, the territory's own first. */
  noms: ReadonlyArray<{ code: string; label: string }>
  isNew: boolean
  refused: RefusedForm | undefined
}

const choicesOf = (labels: Record<string, string>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

/** What an indicator of the territory is: its words, then what protects or computes it. */
export function IndicateurForm({ values, version, totaux, noms, isNew, refused }: IndicateurFormProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card">
      <FormFields words={indicateurLocalFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <div className="form-section">
          <TextInput name="libelle" required wide />
          <TextArea name="definition" required rows={3} />
          <SelectInput name="theme" choices={choicesOf(themeLabels)} required />
          <TextInput name="source" required />
        </div>
        <div className="form-section">
          <SelectInput name="nature" choices={choicesOf(natures)} required />
          <TextInput name="unite" />
          <SelectInput name="sens" choices={choicesOf(sensLabels)} required />
          <SelectInput name="totalId" choices={totaux} empty="aucun autre effectif" />
          {isNew ? <TextInput name="code" /> : <HiddenInput name="code" value="" />}
        </div>
        <div className="form-section">
          <TextArea name="formule" rows={2} />
          <FormulaHelp noms={noms} />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

function FormulaHelp({ noms }: Pick<IndicateurFormProps, 'noms'>) {
  return (
    <details className="wide">
      <summary className="small">Ce qu’une formule peut contenir</summary>
      <div className="small stack-s">
        <p>
          Les quatre opérations, des parenthèses, et ces fonctions. Une formule lit les chiffres déjà masqués
          : elle ne peut pas en dire plus qu’eux.
        </p>
        <ul>
          {Object.values(formulaFunctions).map(({ help }) => (
            <li key={help}>
              <code>{help}</code>
            </li>
          ))}
        </ul>
        <p>Noms connus :</p>
        <ul className="obs-names">
          {noms.map(({ code, label }) => (
            <li key={code}>
              <code>{code}</code> {label}
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

import { Form, useNavigation } from 'react-router'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { ErrorSummary, FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { Card } from '#app/ui/page.tsx'
import { acteFields } from './acte.fields.ts'
import type { Modele } from './actes.queries.server.ts'
import { acteVariables } from './modeles.ts'

/** The words of a kind of act. */
export function ModeleForm({ modele, refused }: { modele: Modele; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post" className="form card acte-text" key={modele.version}>
      {refused && <ErrorSummary refused={refused} words={acteFields} />}
      <FormFields words={acteFields} values={modele} refused={refused}>
        <HiddenInput name="version" value={modele.version} />
        <TextArea name="texte" rows={24} required />
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Enregistrer
          </button>
          {modele.modifieLe && (
            <button type="submit" className="btn ghost" name="origine" value="oui" disabled={busy}>
              Revenir au texte d’origine
            </button>
          )}
        </div>
      </FormFields>
    </Form>
  )
}

/** What a text may call. */
export function VariablesCard() {
  return (
    <Card title="Ce que le texte peut reprendre du dossier">
      <ul className="list acte-variables">
        {Object.entries(acteVariables).map(([name, label]) => (
          <li key={name}>
            <code>{`{${name}}`}</code> {label}
          </li>
        ))}
      </ul>
    </Card>
  )
}

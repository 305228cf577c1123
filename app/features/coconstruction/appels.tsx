import { Form, useNavigation } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import {
  CheckList,
  type Choice,
  DateInput,
  ErrorSummary,
  FormFields,
  HiddenInput,
  SelectInput,
  TextArea,
} from '#app/ui/form.tsx'
import { Table } from '#app/ui/table.tsx'
import type { AppelLine } from './appels.commands.server.ts'
import { appelFields } from './demarche.fields.ts'

interface AppelFormProps {
  page: { axes: ReadonlyArray<Choice>; groups: ReadonlyArray<Choice>; fallback: IsoDate }
  refused: RefusedForm | undefined
}

/** A question, to whom, until when. */
export function AppelForm({ page, refused }: AppelFormProps) {
  const busy = useNavigation().state !== 'idle'
  const own = refused?.values.intention?.[0] === 'appeler' ? refused : undefined
  const values = { echeance: page.fallback, groupes: page.groups.map((its) => its.value) }
  return (
    <Form method="post" className="form card">
      {own && <ErrorSummary refused={own} words={appelFields} />}
      <FormFields words={appelFields} values={values} refused={own}>
        <HiddenInput name="intention" value="appeler" />
        <div className="form-section">
          <TextArea name="question" rows={2} required />
          <SelectInput name="axeId" choices={page.axes} empty="Tout le document" />
          <DateInput name="echeance" required />
          <CheckList name="groupes" choices={page.groups} />
          <TextArea name="adresses" rows={3} />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Envoyer l’appel
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

const head = (
  <>
    <th scope="col">Question</th>
    <th scope="col">Jusqu’au</th>
    <th scope="col" className="num">
      Envoyés
    </th>
    <th scope="col" className="num">
      Ont répondu
    </th>
    <th scope="col">Relance</th>
  </>
)

interface AppelsTableProps {
  appels: ReadonlyArray<AppelLine & { axe: string | null }>
  today: IsoDate
  isOpen: boolean
}

/** The calls, with who answered and a way to remind the others. */
export function AppelsTable({ appels, today, isOpen }: AppelsTableProps) {
  return (
    <Table caption="Appels à contribuer" head={head}>
      {appels.map((its) => (
        <tr key={its.id}>
          <th scope="row">
            {its.question}
            <div className="muted small">{its.axe ?? 'Tout le document'}</div>
          </th>
          <td>{formatDate(its.echeance)}</td>
          <td className="num">{its.envoyes}</td>
          <td className="num">{its.repondus}</td>
          <td>
            {its.relances > 0 && <div className="small muted">{formatCount(its.relances, 'relance')}</div>}
            {isOpen && its.echeance >= today && its.repondus < its.envoyes && (
              <Form method="post">
                <HiddenInput name="intention" value="relancer" />
                <HiddenInput name="appel" value={its.id} />
                <button type="submit" className="btn small">
                  Relancer<span className="sr-only"> : {its.question.slice(0, 40)}</span>
                </button>
              </Form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

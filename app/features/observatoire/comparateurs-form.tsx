import { Form } from 'react-router'
import { COMPARATEURS, comparateurLabels, type NiveauComparateur, SEMBLABLES } from './comparateurs.ts'

interface ComparateursFormProps {
  /** Level of the place: it is not compared with itself. */
  niveau: string
  asked: readonly NiveauComparateur[]
  axes: ReadonlyArray<{ id: string; numero: string; titre: string; themes: readonly string[] }>
  axeId: string | null
  withSemblables: boolean
}

/** What the portrait is compared with, and the axis it is read for: an address that can be shared. */
export function ComparateursForm({ niveau: own, asked, axes, axeId, withSemblables }: ComparateursFormProps) {
  const lit = axes.filter(({ themes }) => themes.length > 0)
  return (
    <Form method="get" className="card row obs-form">
      <fieldset className="row obs-plain">
        <legend className="sr-only">Comparer avec</legend>
        <span aria-hidden="true">Comparer avec</span>
        {COMPARATEURS.filter((one) => one !== own).map((niveau) => (
          <label className="check" key={niveau}>
            <input type="checkbox" name="avec" value={niveau} defaultChecked={asked.includes(niveau)} />
            <span>{comparateurLabels[niveau]}</span>
          </label>
        ))}
        {own === 'commune' && (
          <label className="check">
            <input type="checkbox" name="avec" value={SEMBLABLES} defaultChecked={withSemblables} />
            <span>Communes semblables</span>
          </label>
        )}
      </fieldset>
      {lit.length > 0 && (
        <label className="row">
          <span>Éclairer</span>
          <select className="input" name="axe" defaultValue={axeId ?? ''}>
            <option value="">tous les thèmes</option>
            {lit.map(({ id, numero, titre }) => (
              <option key={id} value={id}>{`axe ${numero}. ${titre}`}</option>
            ))}
          </select>
        </label>
      )}
      <button className="btn" type="submit">
        Appliquer
      </button>
    </Form>
  )
}

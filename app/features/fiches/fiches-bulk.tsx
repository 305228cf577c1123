import { Form } from 'react-router'
import { ficheEtats } from './fiche.schema.ts'
import type { FicheChoices } from './fiche-choices.ts'

/** The form that the checkboxes of the list belong to. */
export const BULK_FORM = 'lot'

/** One change for all the fiches that are ticked; the checkboxes of the table belong to this form. */
export function BulkBar({ choices }: { choices: Pick<FicheChoices, 'axes' | 'themes'> }) {
  return (
    <section className="card" aria-label="Modifier les fiches cochées">
      <Form method="post" action="lot" id={BULK_FORM} className="filters">
        <div className="field">
          <label htmlFor="lot-changement">Changement</label>
          <select className="input" id="lot-changement" name="changement" required defaultValue="">
            <option value="">À choisir</option>
            <Group label="Passer à l’état" prefix="etat" items={Object.entries(ficheEtats)} />
            <Group label="Axe principal" prefix="axe" items={pairs(choices.axes)} />
            <Group label="Ajouter le thème" prefix="theme" items={pairs(choices.themes)} />
            <Group label="Retirer le thème" prefix="sanstheme" items={pairs(choices.themes)} />
          </select>
        </div>
        <div className="field">
          <label htmlFor="lot-motif">Motif (pour abandonner ou revenir en arrière)</label>
          <input className="input" id="lot-motif" name="motif" />
        </div>
        <button type="submit" className="btn">
          Appliquer aux fiches cochées
        </button>
      </Form>
    </section>
  )
}

const pairs = (items: FicheChoices['axes']): Array<[string, string]> =>
  items.map(({ value, label }) => [value, label])

function Group({ label, prefix, items }: { label: string; prefix: string; items: Array<[string, string]> }) {
  return (
    <optgroup label={label}>
      {items.map(([value, name]) => (
        <option key={value} value={`${prefix}:${value}`}>
          {name}
        </option>
      ))}
    </optgroup>
  )
}

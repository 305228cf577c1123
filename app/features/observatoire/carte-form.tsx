import { Form } from 'react-router'
import { classMethodLabels } from '#stats/classes.ts'
import { SYMBOLES, symbolesLabels } from './carte.rules.ts'
import type { ChosenCarte } from './carte-page.server.ts'

/** What is drawn and how it is classed: all in the address. */
export function CarteForm({ carte, withQpv }: { carte: ChosenCarte; withQpv: boolean }) {
  const { choices, choice, indicateur, periode } = carte
  return (
    <Form method="get" className="card row obs-form">
      <label className="row">
        <span>Indicateur</span>
        <select className="input" name="indicateur" defaultValue={indicateur.id}>
          {choices.indicateurs.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <span>Période</span>
        <select className="input" name="periode" defaultValue={periode}>
          {choices.periodes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <ClassInputs choice={choice} />
      <LayerInputs carte={carte} withQpv={withQpv} />
      <label className="row">
        <span>Seuils choisis</span>
        <input
          className="input"
          name="seuils"
          placeholder="10 ; 20 ; 30"
          defaultValue={choice.bounds.join(' ; ')}
        />
      </label>
      <button className="btn" type="submit">
        Dessiner
      </button>
    </Form>
  )
}

function ClassInputs({ choice }: { choice: ChosenCarte['choice'] }) {
  return (
    <>
      <label className="row">
        <span>Classes</span>
        <select className="input" name="methode" defaultValue={choice.method}>
          {Object.entries(classMethodLabels).map(([method, label]) => (
            <option key={method} value={method}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <span>Nombre</span>
        <select className="input" name="classes" defaultValue={choice.count}>
          {[2, 3, 4, 5].map((count) => (
            <option key={count}>{count}</option>
          ))}
        </select>
      </label>
    </>
  )
}

/** How values are drawn, and what is drawn beside or over the communes. */
function LayerInputs({ carte, withQpv }: { carte: ChosenCarte; withQpv: boolean }) {
  const { choices, choice, periode } = carte
  return (
    <>
      <label className="row">
        <span>Dessin</span>
        <select className="input" name="symboles" defaultValue={choice.symboles}>
          {SYMBOLES.map((one) => (
            <option key={one} value={one}>
              {symbolesLabels[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="row">
        <span>À côté</span>
        <select className="input" name="comparer" defaultValue={carte.beside ?? ''}>
          <option value="">une seule année</option>
          {choices.periodes
            .filter((one) => one !== periode)
            .map((one) => (
              <option key={one}>{one}</option>
            ))}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" name="qpv" value="oui" defaultChecked={withQpv} />
        <span>Quartiers prioritaires par-dessus</span>
      </label>
    </>
  )
}

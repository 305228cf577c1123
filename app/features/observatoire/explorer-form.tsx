import { Form } from 'react-router'
import type { SavedView } from '#app/platform/saved-views.server.ts'
import { LieuSelect } from './lieu-select.tsx'

interface ExplorerFormProps {
  indicateur: string
  choices: ReadonlyArray<{ id: string; label: string }>
  lieux: ReadonlyArray<{ value: string; label: string; group: string }>
  chosen: ReadonlyArray<{ key: string; nom: string }>
}

/** The indicator and the places; a place more or less is a change of address. */
export function ExplorerForm({ indicateur, choices, lieux, chosen }: ExplorerFormProps) {
  return (
    <Form method="get" className="card stack-s">
      <label className="row">
        <span>Indicateur</span>
        <select className="input" name="indicateur" defaultValue={indicateur}>
          {choices.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <fieldset className="row obs-plain">
        <legend className="sr-only">Lieux montrés</legend>
        {chosen.map(({ key, nom }) => (
          <label className="check" key={key}>
            <input type="checkbox" name="lieu" value={key} defaultChecked />
            <span>{nom}</span>
          </label>
        ))}
      </fieldset>
      <div className="row obs-form">
        <LieuSelect
          name="lieu"
          label="Ajouter un lieu"
          choices={[{ value: '', label: 'aucun', group: 'Six lieux au plus' }, ...lieux]}
          value=""
        />
        <button className="btn primary" type="submit">
          Montrer
        </button>
      </div>
    </Form>
  )
}

interface SavedProps {
  saved: ReadonlyArray<SavedView>
  search: string
}

/** Explorations kept under a name. */
export function SavedExplorations({ saved, search }: SavedProps) {
  return (
    <section className="card stack-s">
      <h2>Explorations enregistrées</h2>
      <ul className="list stack-s">
        {saved.map(({ id, nom, parametres, mienne }) => (
          <li key={id} className="row">
            <a href={`?${parametres}`}>{nom}</a>
            {mienne && (
              <Form method="post">
                <button className="btn small ghost" type="submit" name="retirer" value={id}>
                  Retirer « {nom} »
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" className="row obs-form">
        <input type="hidden" name="parametres" value={search} />
        <label className="row">
          <span>Nom</span>
          <input className="input" name="nom" maxLength={80} required />
        </label>
        <label className="check">
          <input type="checkbox" name="partagee" value="oui" />
          <span>partagée avec tous</span>
        </label>
        <button className="btn" type="submit">
          Enregistrer cette exploration
        </button>
      </Form>
    </section>
  )
}

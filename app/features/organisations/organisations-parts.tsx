import { Plus } from 'lucide-react'
import { Form, Link } from 'react-router'
import { organisationNatures } from './organisation.schema.ts'

export function CreateLink() {
  return (
    <Link className="btn primary" to="nouvelle">
      <Plus aria-hidden size={18} /> Ajouter une organisation
    </Link>
  )
}

export function Heads() {
  return (
    <>
      <th scope="col">Nom</th>
      <th scope="col">Sigle</th>
      <th scope="col">Nature</th>
      <th scope="col">SIRET</th>
    </>
  )
}

export function Filters({ search, nature }: { search: string; nature: string }) {
  return (
    <Form className="filters" aria-label="Filtrer les organisations">
      <div className="field">
        <label htmlFor="q">Nom ou sigle</label>
        <input className="input" id="q" name="q" type="search" defaultValue={search} />
      </div>
      <div className="field">
        <label htmlFor="nature">Nature</label>
        <select className="input" id="nature" name="nature" defaultValue={nature}>
          <option value="">Toutes</option>
          {Object.entries(organisationNatures).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="btn">
        Filtrer
      </button>
    </Form>
  )
}

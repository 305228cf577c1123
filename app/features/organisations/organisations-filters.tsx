import { Form, Link, useLocation, useSearchParams } from 'react-router'
import type { Choice } from '#app/ui/form.tsx'
import { organisationNatures } from './organisation.words.ts'

const natures = Object.entries(organisationNatures).map(([value, label]) => ({ value, label }))

/** Narrows the directory by the address. */
export function OrganisationsFilters({ communes }: { communes: ReadonlyArray<Choice> }) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  const kept = ['tri', 'au'].flatMap((name) => {
    const value = params.get(name)
    return value ? [{ name, value }] : []
  })
  return (
    <Form className="filters" aria-label="Filtrer les organisations" action={pathname} key={search}>
      <div className="field">
        <label htmlFor="q">Nom, sigle ou numéro</label>
        <input
          className="input"
          id="q"
          name="q"
          type="search"
          defaultValue={params.get('q') ?? ''}
          placeholder="Un mot, un SIRET…"
        />
      </div>
      <Pick name="nature" label="Nature" all="Toutes" choices={natures} />
      <Pick name="commune" label="Commune du siège" all="Toutes" choices={communes} />
      <div className="field">
        <label className="check" htmlFor="verifier">
          <input
            type="checkbox"
            id="verifier"
            name="verifier"
            value="oui"
            defaultChecked={params.get('verifier') === 'oui'}
          />
          <span>Numéro à vérifier</span>
        </label>
      </div>
      {kept.map((its) => (
        <input key={its.name} type="hidden" {...its} />
      ))}
      <button type="submit" className="btn">
        Filtrer
      </button>
      {search.length > 1 && (
        <Link className="btn ghost" to={pathname}>
          Tout effacer
        </Link>
      )}
    </Form>
  )
}

interface PickProps {
  name: string
  label: string
  all: string
  choices: ReadonlyArray<Choice>
}

function Pick({ name, label, all, choices }: PickProps) {
  const [params] = useSearchParams()
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select className="input" id={name} name={name} defaultValue={params.get(name) ?? ''}>
        <option value="">{all}</option>
        {choices.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

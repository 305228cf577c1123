import { Form, Link, useLocation, useSearchParams } from 'react-router'
import { natures, natureWords } from './attribution.words.ts'

interface FiltersProps {
  annees: ReadonlyArray<number>
  attribuants: ReadonlyArray<string>
}

/** Narrows the published subsidies by the address. */
export function AttributionsFilters({ annees, attribuants }: FiltersProps) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  const tri = params.get('tri')
  return (
    <Form className="filters" aria-label="Filtrer les subventions" action={pathname} key={search}>
      <div className="field">
        <label htmlFor="q">Bénéficiaire, objet ou SIRET</label>
        <input className="input" id="q" name="q" type="search" defaultValue={params.get('q') ?? ''} />
      </div>
      <Pick
        name="annee"
        label="Année"
        all="Toutes"
        choices={annees.map((its) => [String(its), String(its)])}
      />
      <Pick
        name="attribuant"
        label="Attribuée par"
        all="Tous"
        choices={attribuants.map((its) => [its, its])}
      />
      <Pick
        name="nature"
        label="Nature"
        all="Toutes"
        choices={natures.map((its) => [its, natureWords[its]])}
      />
      <div className="field">
        <label className="check" htmlFor="verifier">
          <input
            type="checkbox"
            id="verifier"
            name="verifier"
            value="oui"
            defaultChecked={params.get('verifier') === 'oui'}
          />
          <span>Bénéficiaire à identifier</span>
        </label>
      </div>
      {tri && <input type="hidden" name="tri" value={tri} />}
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
  choices: ReadonlyArray<readonly [string, string]>
}

function Pick({ name, label, all, choices }: PickProps) {
  const [params] = useSearchParams()
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select className="input" id={name} name={name} defaultValue={params.get(name) ?? ''}>
        <option value="">{all}</option>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  )
}

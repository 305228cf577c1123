import { Form, Link, useLocation, useSearchParams } from 'react-router'
import { aideEtats, concerneWords } from './aide.words.ts'

/** Narrows the watch by the address. */
export function AidesFilters({ publics }: { publics: ReadonlyArray<string> }) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  return (
    <Form className="filters" aria-label="Filtrer les aides" action={pathname} key={search}>
      <div className="field">
        <label htmlFor="q">Mot, financeur, thème</label>
        <input className="input" id="q" name="q" type="search" defaultValue={params.get('q') ?? ''} />
      </div>
      <Pick name="etat" label="Décision" all="Toutes sauf écartées" choices={Object.entries(aideEtats)} />
      <Pick
        name="concerne"
        label="Périmètre"
        all="Ici, ou à vérifier"
        choices={Object.entries(concerneWords)}
      />
      <Pick
        name="public"
        label="Pour qui"
        all="Tous les publics"
        choices={publics.map((its) => [its, its])}
      />
      <Box name="appels" label="Appels à projets" />
      <Box name="passees" label="Échéances passées" />
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

function Box({ name, label }: { name: string; label: string }) {
  const [params] = useSearchParams()
  return (
    <div className="field">
      <label className="check" htmlFor={name}>
        <input
          type="checkbox"
          id={name}
          name={name}
          value="oui"
          defaultChecked={params.get(name) === 'oui'}
        />
        <span>{label}</span>
      </label>
    </div>
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

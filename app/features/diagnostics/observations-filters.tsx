import { Form, Link, useLocation, useSearchParams } from 'react-router'
import type { Choice } from '#app/ui/form.tsx'
import type { PlaceChoices } from './observation-form.tsx'

interface ObservationsFiltersProps {
  axes: ReadonlyArray<Choice>
  places: PlaceChoices
  etiquettes: readonly string[]
}

/** Narrows the observations by the address. */
export function ObservationsFilters({ axes, places, etiquettes }: ObservationsFiltersProps) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  const lieux = [
    ...places.qpvs.map(({ value, label }) => ({ value: `qpv:${value}`, label })),
    ...places.communes.map(({ value, label }) => ({ value: `commune:${value}`, label })),
  ]
  return (
    <Form className="filters" aria-label="Filtrer les observations" action={pathname} key={search}>
      <div className="field">
        <label htmlFor="q">Mots</label>
        <input className="input" id="q" name="q" type="search" defaultValue={params.get('q') ?? ''} />
      </div>
      <Pick name="axe" label="Axe" all="Tous" choices={axes} />
      <Pick name="lieu" label="Lieu" all="Tous" choices={lieux} />
      <Pick
        name="etiquette"
        label="Étiquette"
        all="Toutes"
        choices={etiquettes.map((value) => ({ value, label: value }))}
      />
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

import { Form, Link, useLocation, useSearchParams } from 'react-router'
import type { Choice } from '#app/ui/form.tsx'
import { ficheEtats, ficheNatures } from './fiche.schema.ts'
import { type FicheChoices, type FilterChoices, moreFilters } from './fiche-choices.ts'

const entries = (names: Record<string, string>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

const yesNo = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
]

/** Narrows the list by the address: works without JavaScript, can be sent to a colleague. */
export function FichesFilters({ choices }: { choices: FilterChoices }) {
  const [params] = useSearchParams()
  const { pathname, search } = useLocation()
  return (
    <Form className="filters" aria-label="Filtrer les fiches" action={pathname} key={search}>
      <div className="field fiche-search">
        <label htmlFor="q">Chercher</label>
        <input
          className="input"
          id="q"
          name="q"
          type="search"
          placeholder="Un mot, un code…"
          defaultValue={params.get('q') ?? ''}
        />
      </div>
      <Pick name="etat" label="État" all="Tous" choices={entries(ficheEtats)} />
      <Pick name="axe" label="Axe" all="Tous" choices={choices.axes} />
      <Pick name="commune" label="Commune" all="Toutes" choices={choices.communes} />
      {choices.more ? <MoreFilters choices={choices.more} /> : <MoreLink />}
      {params.get('tri') && <input type="hidden" name="tri" value={params.get('tri') ?? ''} />}
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

function MoreLink() {
  const [params] = useSearchParams()
  const next = new URLSearchParams(params)
  next.set('filtres', 'tous')
  return (
    <Link className="btn ghost" to={`?${next}`} preventScrollReset>
      Autres filtres
    </Link>
  )
}

function MoreFilters({ choices }: { choices: FicheChoices }) {
  const [params] = useSearchParams()
  const used = moreFilters.filter((key) => params.get(key)).length
  return (
    <details className="fiche-more" open>
      <summary>{used > 0 ? `Autres filtres (${used})` : 'Autres filtres'}</summary>
      <div className="filters">
        <Pick name="theme" label="Thème transversal" all="Tous" choices={choices.themes} />
        <Pick name="qpv" label="Quartier prioritaire" all="Tous" choices={choices.qpv} />
        <Pick name="porteur" label="Porteur" all="Tous" choices={choices.organisations} />
        <Pick name="organisation" label="À quelque titre" all="Toutes" choices={choices.organisations} />
        <Pick name="document" label="Document-cadre" all="Tous" choices={choices.documents} />
        <Pick name="programme" label="Programme" all="Tous" choices={choices.programmes} />
        <Pick name="nature" label="Nature" all="Toutes" choices={entries(ficheNatures)} />
        <Pick name="directe" label="Gestion directe" all="Indifférent" choices={yesNo} />
        <Pick name="exemple" label="Exemple" all="Indifférent" choices={yesNo} />
      </div>
    </details>
  )
}

function Pick({
  name,
  label,
  all,
  choices,
}: {
  name: string
  label: string
  all: string
  choices: ReadonlyArray<Choice>
}) {
  const [params] = useSearchParams()
  const groups = [...Map.groupBy(choices, (choice) => choice.group ?? '')]
  return (
    <div className="field">
      <label htmlFor={`filtre-${name}`}>{label}</label>
      <select className="input" id={`filtre-${name}`} name={name} defaultValue={params.get(name) ?? ''}>
        <option value="">{all}</option>
        {groups.map(([group, items]) => {
          const options = items.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))
          return groups.length > 1 && group ? (
            <optgroup key={group} label={group}>
              {options}
            </optgroup>
          ) : (
            options
          )
        })}
      </select>
    </div>
  )
}

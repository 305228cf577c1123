import { Form, useSearchParams } from 'react-router'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { Stat } from '#app/ui/page.tsx'
import { candidatureEtats } from './candidature.words.ts'
import type { Obtained } from './candidatures.queries.server.ts'

/** What the bids brought, year after year. */
export function ObtainedStats({ obtained }: { obtained: ReadonlyArray<Obtained> }) {
  if (obtained.length === 0) return null
  return (
    <div className="row stats">
      {obtained.slice(0, 5).map((its) => (
        <Stat
          key={its.annee}
          value={formatEurosRounded(its.montantCentimes)}
          label={`obtenus en ${its.annee} (${formatCount(its.projets, 'projet')})`}
        />
      ))}
    </div>
  )
}

/** Narrows the bids by the address. */
export function CandidaturesFilters() {
  const [params] = useSearchParams()
  return (
    <Form className="filters" aria-label="Filtrer les candidatures">
      <div className="field">
        <label htmlFor="q">Titre ou appel</label>
        <input className="input" id="q" name="q" type="search" defaultValue={params.get('q') ?? ''} />
      </div>
      <div className="field">
        <label htmlFor="etat">État</label>
        <select className="input" id="etat" name="etat" defaultValue={params.get('etat') ?? ''}>
          <option value="">Tous</option>
          {Object.entries(candidatureEtats).map(([value, label]) => (
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

import { Link, useSearchParams } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { filterParams } from './fiche.filter.ts'
import { MAP_FRAME, type PlottedCommune } from './fiches-map.plot.ts'
import type { CommuneCount } from './fiches-views.queries.server.ts'
import './fiches.css'

export interface FichesMapProps {
  communes: ReadonlyArray<CommuneCount>
  partout: number
  plot: ReadonlyArray<PlottedCommune>
}

const legend = ['aucune', '1 ou 2', '3 à 5', '6 à 10', 'plus de 10']

/** A schematic map and, beside it, the same counts as a table with links to the lists. */
export function FichesMap({ communes, partout, plot }: FichesMapProps) {
  const [params] = useSearchParams()
  const to = (commune: string) => {
    const query = filterParams(params)
    query.set('commune', commune)
    return `../?${query}`
  }
  return (
    <div className="grid-wide">
      <Card
        title="Carte schématique"
        aside={<span className="muted small">Les limites ne sont pas celles des communes</span>}
      >
        {plot.length === 0 ? (
          <p className="muted">
            Les centres des communes ne sont pas connus : le tableau donne les mêmes chiffres.
          </p>
        ) : (
          <Picture communes={communes} plot={plot} to={to} />
        )}
        <p className="small">
          {formatCount(partout, 'fiche concerne', 'fiches concernent')} tout le territoire et ne{' '}
          {partout > 1 ? 'sont pas comptées' : 'est pas comptée'} ici.
        </p>
      </Card>
      <Table
        caption="Fiches par commune"
        head={
          <>
            <th scope="col">Commune</th>
            <th scope="col" className="num">
              Fiches
            </th>
          </>
        }
      >
        {communes.map((commune) => (
          <tr key={commune.code}>
            <th scope="row">
              <Link to={to(commune.code)} relative="path">
                {commune.nom}
              </Link>
            </th>
            <td className="num">{commune.nombre}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

function Picture({
  communes,
  plot,
  to,
}: Pick<FichesMapProps, 'communes' | 'plot'> & { to: (code: string) => string }) {
  const names = new Map(communes.map(({ code, nom }) => [code, nom]))
  return (
    <figure className="stack-s">
      <svg viewBox={`0 0 ${MAP_FRAME.width} ${MAP_FRAME.height}`} className="fiche-map" aria-hidden="true">
        {plot.map((place) => (
          <Link key={place.code} to={to(place.code)} relative="path" tabIndex={-1}>
            <path className={`step-${place.step}`} d={place.d}>
              <title>{`${names.get(place.code)} : ${formatCount(place.nombre, 'fiche')}`}</title>
            </path>
            <text x={place.x} y={place.y + 5} textAnchor="middle" className={`on-${place.step}`}>
              {place.nombre}
            </text>
          </Link>
        ))}
      </svg>
      <figcaption className="row small">
        {legend.map((label, step) => (
          <span key={label} className="row fiche-legend">
            <svg width="14" height="14" className="fiche-map" aria-hidden="true">
              <rect width="14" height="14" className={`step-${step}`} />
            </svg>
            {label}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

import { Link } from 'react-router'
import { Observation } from '#app/features/diagnostics/index.ts'
import type { AnneeDuLieu } from '#app/features/financements/index.server.ts'
import type { SeatOf } from '#app/features/gouvernance/index.server.ts'
import { instanceNatures } from '#app/features/gouvernance/index.words.ts'
import type { Chiffre } from '#app/features/observatoire/index.ts'
import { documentEtats } from '#app/features/strategies/index.words.ts'
import { formatPeriode } from '#app/lib/dates.ts'
import { formatEurosRounded } from '#app/lib/money.ts'
import { formatCount } from '#app/lib/text.ts'
import { Figure } from '#app/ui/figure.tsx'
import { Card, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { AroundLieu, Lieu } from './lieu.server.ts'

interface PanelProps {
  base: string
  lieu: Pick<Lieu, 'niveau' | 'code'>
}

/** The first figures of the place beside those of the intercommunality. */
export function FiguresPanel({ base, lieu, chiffres }: PanelProps & { chiffres: readonly Chiffre[] }) {
  const portrait = `${base}/observatoire/portrait/${lieu.niveau}/${lieu.code}`
  const head = (
    <>
      <th scope="col">Indicateur</th>
      {(chiffres[0]?.cells ?? []).map(({ lieu: place, nom }) => (
        <th scope="col" className="num" key={place}>
          {nom}
        </th>
      ))}
    </>
  )
  return (
    <Card title="Chiffres" aside={<Link to={portrait}>Portrait complet</Link>}>
      {chiffres.length === 0 && (
        <p className="muted">Aucun fichier importé ne donne encore de chiffre pour ce lieu.</p>
      )}
      {chiffres.length > 0 && (
        <Table caption="Chiffres du lieu" head={head}>
          {chiffres.map(({ indicateur, label, cells }) => (
            <tr key={indicateur}>
              <th scope="row">{label}</th>
              {cells.map(({ lieu: place, cell }) => (
                <td className="num" key={place}>
                  <Figure cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
    </Card>
  )
}

/** What the field says of the place. */
export function FieldPanel({
  base,
  lieu,
  observations,
}: PanelProps & { observations: AroundLieu['observations'] }) {
  if (!observations) return null
  const { rows, total } = observations
  const crossed = (
    <Link to={`${base}/observatoire/croisement/${lieu.niveau}/${lieu.code}`}>Chiffres et terrain</Link>
  )
  return (
    <Card title="Observations de terrain" aside={crossed}>
      <div className="stack-s">
        {rows.map((one) => (
          <Observation key={one.id} observation={one} base={base} />
        ))}
        <p className="small">
          {total === 0 && (
            <>
              <span className="muted">Personne n’a encore rien noté ici. </span>
              <Link to={`${base}/observations/nouvelle`}>Noter une observation</Link>
            </>
          )}
          {total > rows.length && (
            <Link to={`${base}/observations?lieu=${lieu.niveau}:${lieu.code}`}>
              Voir les {formatCount(total, 'observation')}
            </Link>
          )}
        </p>
      </div>
    </Card>
  )
}

/** Money asked and decided around the place, year by year. */
export function MoneyPanel({ annees }: { annees: readonly AnneeDuLieu[] }) {
  if (annees.length === 0) return null
  const head = (
    <>
      <th scope="col">Exercice</th>
      <th scope="col" className="num">
        Dossiers
      </th>
      <th scope="col" className="num">
        Demandé
      </th>
      <th scope="col" className="num">
        Décidé
      </th>
    </>
  )
  return (
    <Card title="Financements">
      <div className="stack-s">
        <Table caption="Dossiers qui nomment ce lieu, par exercice" head={head}>
          {annees.map(({ exercice, dossiers, demandeCentimes, decideCentimes }) => (
            <tr key={exercice}>
              <th scope="row">{exercice}</th>
              <td className="num">{dossiers}</td>
              <td className="num">{formatEurosRounded(demandeCentimes)}</td>
              <td className="num">
                {decideCentimes === null ? (
                  <span className="muted">pas encore</span>
                ) : (
                  formatEurosRounded(decideCentimes)
                )}
              </td>
            </tr>
          ))}
        </Table>
        <p className="small muted">
          Dossiers déposés qui nomment ce lieu, parmi ceux que vous pouvez lire. Les montants sont ceux des
          dossiers entiers, même quand ils concernent plusieurs lieux.
        </p>
      </div>
    </Card>
  )
}

export function DocumentsOfLieu({ base, documents }: { base: string; documents: AroundLieu['documents'] }) {
  if (documents.length === 0) return null
  return (
    <Card title="Documents-cadres">
      <ul className="list stack-s">
        {documents.map(({ code, titre, etat, debut, fin }) => (
          <li key={code}>
            <Link to={`${base}/documents/${code}`}>{titre}</Link>
            <br />
            <span className="small muted">
              {[formatPeriode({ debut, fin }), documentEtats[etat]].join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where the commune sits, or the bodies of the quarter; with what happened in a year, and no judgement. */
export function SeatsPanel({ base, sieges }: { base: string; sieges: readonly SeatOf[] }) {
  if (sieges.length === 0) return null
  return (
    <Card title="Instances">
      <ul className="list stack-s">
        {sieges.map((its) => (
          <li key={its.id}>
            <Link to={`${base}/instances/${its.id}`}>{its.nom}</Link> {its.exemple && <Exemple />}
            <br />
            <span className="small muted">
              {[instanceNatures[its.nature], its.college, its.titulaire, meetingsOf(its)]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function meetingsOf({ appelees, venues }: SeatOf): string {
  if (appelees === 0) return 'aucune séance dans l’année'
  return `présence à ${venues} des ${formatCount(appelees, 'séance')} de l’année`
}

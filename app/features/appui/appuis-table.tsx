import { Link } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatDate } from '#app/lib/dates.ts'
import { formatNumber } from '#app/lib/numbers.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { Badge, Card, Exemple } from '#app/ui/page.tsx'
import { SelectFilters } from '#app/ui/select-filters.tsx'
import { Table } from '#app/ui/table.tsx'
import { type AppuiFilter, type AppuiLine, DAYS_A_YEAR, type Load } from './appui.types.ts'
import { appuiEtats, appuiNatures, appuiTones, satisfactions } from './appui.words.ts'

/** State and kind, kept in the address. */
export function AppuisFilter({ filter }: { filter: AppuiFilter }) {
  return (
    <SelectFilters
      label="Choisir les demandes"
      prefix="appuis"
      filters={[
        {
          name: 'etat',
          label: 'Où elle en est',
          value: filter.etat ?? '',
          choices: choicesOf(appuiEtats),
          all: 'Toutes',
        },
        {
          name: 'nature',
          label: 'Quel appui',
          value: filter.nature ?? '',
          choices: choicesOf(appuiNatures),
          all: 'Toutes',
        },
      ]}
    />
  )
}

const head = (
  <>
    <th scope="col">Demande</th>
    <th scope="col">Qui demande</th>
    <th scope="col">Où elle en est</th>
    <th scope="col">Qui s’en charge</th>
    <th scope="col" className="num">
      Jours donnés
    </th>
    <th scope="col">Déposée</th>
  </>
)

export function AppuisTable({ appuis, base }: { appuis: ReadonlyArray<AppuiLine>; base: string }) {
  return (
    <Card title="Demandes">
      <Table caption="Demandes d’appui" head={head}>
        {appuis.map((its) => (
          <tr key={its.id}>
            <th scope="row">
              <Link to={`${base}/${its.id}`}>{its.objet}</Link> {its.exemple && <Exemple />}
              <div className="muted small">{appuiNatures[its.nature]}</div>
            </th>
            <td>
              {its.organisation}
              {its.commune && <div className="muted small">{its.commune}</div>}
            </td>
            <td>
              <Badge tone={appuiTones[its.etat]}>{appuiEtats[its.etat]}</Badge>
              {its.satisfaction && (
                <div className="muted small">A servi : {satisfactions[its.satisfaction].toLowerCase()}</div>
              )}
            </td>
            <td>{its.poste ?? <span className="muted">—</span>}</td>
            <td className="num">{its.jours > 0 ? formatNumber(its.jours, 1) : ''}</td>
            <td>
              {formatInstant(new Date(its.deposeeLe))}
              {its.pourLe && <div className="muted small">pour le {formatDate(its.pourLe)}</div>}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const loadHead = (
  <>
    <th scope="col">Poste</th>
    <th scope="col" className="num">
      En cours
    </th>
    <th scope="col" className="num">
      Jours donnés dans l’année
    </th>
    <th scope="col" className="num">
      Encore prévus
    </th>
    <th scope="col">Part de son temps</th>
  </>
)

/** What requests weigh on each post, against its time in the year. */
export function LoadCard({ load, annee }: { load: ReadonlyArray<Load>; annee: number }) {
  if (load.length === 0) return null
  return (
    <Card title={`Charge de l’équipe en ${annee}`}>
      <div className="stack-s">
        <Table caption={`Charge de l’équipe en ${annee}`} head={loadHead}>
          {load.map((its) => (
            <tr key={its.id}>
              <th scope="row">{its.poste}</th>
              <td className="num">{its.enCours}</td>
              <td className="num">{formatNumber(its.donnes, 1)}</td>
              <td className="num">{formatNumber(its.prevus, 1)}</td>
              <td>
                <Share its={its} />
              </td>
            </tr>
          ))}
        </Table>
        <p className="muted small">
          Part de son temps : jours donnés et encore prévus, sur {DAYS_A_YEAR} jours travaillés par an pour un
          temps plein (congés et formation ôtés), au prorata du temps de travail du poste.
        </p>
      </div>
    </Card>
  )
}

function Share({ its }: { its: Load }) {
  if (!its.etp) return <Link to={`../equipe/${its.id}`}>Temps de travail à renseigner</Link>
  const available = its.etp * DAYS_A_YEAR
  const share = (its.donnes + its.prevus) / available
  return (
    <div className="row">
      <progress max={available} value={Math.min(available, its.donnes + its.prevus)} aria-label={its.poste} />
      <span className={share > 1 ? 'broken' : undefined}>{formatNumber(share * 100)} %</span>
    </div>
  )
}

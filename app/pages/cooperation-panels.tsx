import { Form, Link } from 'react-router'
import { formatNumber, formatShare } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { CooperationPage } from './cooperation.server.ts'
import { natures } from './cooperation.words.ts'

interface PanelProps {
  page: CooperationPage
  base: string
}

/** Which year, which facts. */
export function Choice({ page: { asked, years } }: Pick<PanelProps, 'page'>) {
  return (
    <Form method="get" className="card stack-s">
      <div className="row net-year">
        <label htmlFor="annee">Année</label>
        <select className="input" id="annee" name="annee" defaultValue={asked.annee ?? ''}>
          <option value="">Toutes ensemble</option>
          {years.map(({ annee }) => (
            <option key={annee} value={annee}>
              {annee}
            </option>
          ))}
        </select>
        <button type="submit" className="btn">
          Voir
        </button>
      </div>
      <fieldset className="field wide">
        <legend>Deux organisations sont liées quand elles…</legend>
        {Object.entries(natures).map(([nature, words]) => (
          <label className="check" key={nature}>
            <input
              type="checkbox"
              name="fait"
              value={nature}
              defaultChecked={asked.faits.some((its) => its === nature)}
            />
            <span>{words}</span>
          </label>
        ))}
      </fieldset>
    </Form>
  )
}

/** More than before, or less: said in a sentence from the last two years, then shown. */
export function Answer({ page: { years, asked, aside } }: Pick<PanelProps, 'page'>) {
  const rank = asked.annee === null ? years.length - 1 : years.findIndex(({ annee }) => annee === asked.annee)
  const [now, before] = [years[rank], years[rank - 1]]
  if (!now) return null
  const compared = before
    ? `, contre ${formatCount(before.liens, 'lien')} en ${before.annee} : ${formatCount(now.nouveaux, 'nouveau', 'nouveaux')}, ${formatCount(now.perdus, 'perdu')}`
    : ''
  const who = `En ${now.annee}, ${formatCount(now.liees, 'organisation a', 'organisations ont')} fait quelque chose avec une autre : ${formatCount(now.liens, 'lien')}${compared}.`
  return (
    <p className="lead">
      {who}{' '}
      {aside.length > 0 &&
        `${formatCount(aside.length, 'organisation de l’annuaire n’en a', 'organisations de l’annuaire n’en ont')} encore aucun.`}
    </p>
  )
}

export function YearsCard({ page: { years, asked } }: Pick<PanelProps, 'page'>) {
  const head = ['Organisations liées', 'Liens', 'Nouveaux', 'Perdus', 'Densité', 'Entre natures différentes']
  return (
    <Card title="D’une année à l’autre">
      <Table
        caption="Le réseau année par année"
        head={
          <>
            <th scope="col">Année</th>
            {head.map((label) => (
              <th scope="col" className="num" key={label}>
                {label}
              </th>
            ))}
          </>
        }
      >
        {years.map((its) => (
          <tr key={its.annee} aria-current={its.annee === asked.annee ? 'true' : undefined}>
            <th scope="row">
              <Link to={`?annee=${its.annee}${asked.faits.map((fait) => `&fait=${fait}`).join('')}`}>
                {its.annee}
              </Link>
            </th>
            <td className="num">{its.liees}</td>
            <td className="num">{its.liens}</td>
            <td className="num">{its.nouveaux}</td>
            <td className="num">{its.perdus}</td>
            <td className="num">{formatShare(its.densite)}</td>
            <td className="num">{its.entreNatures === null ? '—' : formatShare(its.entreNatures)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

/** The pairs that did the most together; each opens on its facts. */
export function TiesCard({ page: { ties, asked, facts }, base }: PanelProps) {
  const here = new URLSearchParams([
    ...(asked.annee === null ? [] : [['annee', String(asked.annee)]]),
    ...asked.faits.map((fait) => ['fait', fait]),
  ])
  return (
    <Card title={facts ? facts.noms.join(' et ') : 'Qui travaille le plus ensemble'} id="liens">
      {facts ? (
        <div className="stack-s">
          <ul className="list stack-s">
            {facts.rows.map(({ nature, annee, titre, lien }) => (
              <li key={`${nature}${annee}${titre}`}>
                {lien ? <Link to={`${base}${lien}`}>{titre}</Link> : titre}
                <div className="small muted">{`${annee}, ${natures[nature]}`}</div>
              </li>
            ))}
          </ul>
          {facts.total === 0 && <p className="muted">Rien de commun dans ce qui est affiché.</p>}
          <p>
            <Link to={`?${here}#liens`}>Revenir à tous les liens</Link>
          </p>
        </div>
      ) : (
        <ul className="list stack-s">
          {ties.map(({ source, target, noms, weight }) => (
            <li key={`${source}${target}`} className="row">
              <Link to={`?${here}&lien=${source},${target}#liens`}>{noms.join(' et ')}</Link>
              <span className="muted small">{formatCount(weight, 'fait')}</span>
            </li>
          ))}
          {ties.length === 0 && <li className="muted">Aucun fait ne lie encore deux organisations.</li>}
        </ul>
      )}
    </Card>
  )
}

export function BridgesCard({ page: { bridges }, base }: PanelProps) {
  if (bridges.length === 0) return null
  return (
    <Card title="Qui fait le pont">
      <ul className="list stack-s">
        {bridges.map(({ id, label, value }) => (
          <li key={id} className="row">
            <Link to={`${base}/organisations/${id}`}>{label}</Link>
            <span className="muted small">{formatShare(value)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Left aside so far: an invitation, never a blame. */
export function AsideCard({ page: { aside }, base }: PanelProps) {
  if (aside.length === 0) return null
  return (
    <Card
      title="À inviter"
      aside={<span className="muted">{formatCount(aside.length, 'organisation')}</span>}
    >
      <details className="folded">
        <summary>Celles que rien ne lie encore</summary>
        <ul className="list">
          {aside.map(({ id, label }) => (
            <li key={id}>
              <Link to={`${base}/organisations/${id}`}>{label}</Link>
            </li>
          ))}
        </ul>
      </details>
    </Card>
  )
}

/** The figures of the network shown, each with what it means. */
export function MeasuresCard({
  page: { measures },
  definitions,
}: Pick<PanelProps, 'page'> & { definitions: Readonly<Record<string, string>> }) {
  const rows = [
    ['Organisations', formatNumber(measures.size), definitions.size],
    ['Liens', formatNumber(measures.ties), definitions.ties],
    ['Densité', formatShare(measures.density), definitions.density],
    ['Ensembles', formatNumber(measures.components), definitions.components],
    ['Dans le plus grand', formatShare(measures.largestShare), definitions.largestShare],
    ['Sans lien', formatNumber(measures.isolated.length), definitions.isolated],
    [
      'Partenaires entre eux',
      Number.isFinite(measures.clustering) ? formatShare(measures.clustering) : '—',
      definitions.clustering,
    ],
  ] as const
  return (
    <Card title="Ce que mesure l’image">
      <dl className="stack-s">
        {rows.map(([label, value, meaning]) => (
          <div key={label}>
            <dt className="row">
              {label} <strong>{value}</strong>
            </dt>
            <dd className="small muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

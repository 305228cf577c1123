import { Form, Link } from 'react-router'
import { formatFixed } from '#app/lib/numbers.ts'
import { formatCount } from '#app/lib/text.ts'
import { Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { gapWords, stabilitySentence } from './typologie.rules.ts'
import type { Typologie } from './typologie.server.ts'
import './observatoire.css'

interface TypologieFormProps {
  typologie: Typologie
  champs: ReadonlyArray<{ value: string; label: string }>
  mostGroups: number
}

/** What is sorted, in how many groups, on which indicators. */
export function TypologieForm({ typologie, champs, mostGroups }: TypologieFormProps) {
  const { choice, choices, chosen } = typologie
  const ids = new Set(chosen.map(({ id }) => id))
  return (
    <Form method="get" className="card stack-s">
      <div className="row obs-form">
        <label className="row">
          <span>Classer</span>
          <select className="input" name="champ" defaultValue={choice.champ}>
            {champs.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="row">
          <span>Groupes</span>
          <select className="input" name="groupes" defaultValue={choice.groups}>
            {Array.from({ length: mostGroups - 1 }, (_, at) => at + 2).map((count) => (
              <option key={count}>{count}</option>
            ))}
          </select>
        </label>
        <button className="btn primary" type="submit">
          Classer
        </button>
      </div>
      <fieldset className="obs-plain">
        <legend>Indicateurs retenus</legend>
        <div className="check-list">
          {choices.map(({ id, label }) => (
            <label className="check" key={id}>
              <input type="checkbox" name="indicateur" value={id} defaultChecked={ids.has(id)} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </Form>
  )
}

/** The groups: what sets each apart, the communes of the territory in it, and how far to believe it. */
export function TypologieView({ typologie, base }: { typologie: Typologie; base: string }) {
  if (typologie.groups.length === 0)
    return (
      <Card title="Groupes">
        <p className="muted">
          Trop peu de communes ont tous ces chiffres : retirez des indicateurs, ou importez d’autres fichiers.
        </p>
      </Card>
    )
  return (
    <>
      <Card title="Ce que vaut ce classement">
        <p>{stabilitySentence(typologie.stability)}</p>
        <p className="muted small">
          {formatCount(typologie.compared, 'commune')} comparées ; les groupes expliquent{' '}
          {formatFixed(100 * typologie.explained, 0)} % de leurs différences. Chaque indicateur est ramené à
          son écart-type ; rien n’est deviné pour une case vide.
        </p>
      </Card>
      <Profiles typologie={typologie} />
      {typologie.groups.map((group, at) => (
        <Card
          // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other name than its rank
          key={at}
          title={`Groupe ${at + 1}`}
          aside={<span className="small muted">{formatCount(group.size, 'commune')}</span>}
        >
          <Members places={group.own} base={base} />
          {group.others.length > 0 && <p className="small muted">Ailleurs : {group.others.join(', ')}…</p>}
        </Card>
      ))}
      {typologie.unclassified.length > 0 && (
        <Card title="Sans groupe">
          <p className="small muted">Il leur manque un chiffre (secret statistique le plus souvent).</p>
          <Members places={typologie.unclassified} base={base} />
        </Card>
      )}
    </>
  )
}

function Members({ places, base }: { places: Typologie['unclassified']; base: string }) {
  if (places.length === 0) return <p className="muted">Aucune commune du territoire.</p>
  return (
    <ul className="list row">
      {places.map(({ code, nom }) => (
        <li key={code}>
          <Link to={`${base}/portrait/commune/${code}`}>{nom}</Link>
        </li>
      ))}
    </ul>
  )
}

function Profiles({ typologie: { groups, chosen } }: { typologie: Typologie }) {
  const head = (
    <>
      <th scope="col">Indicateur</th>
      {groups.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other name than its rank
        <th scope="col" key={at}>{`Groupe ${at + 1}`}</th>
      ))}
    </>
  )
  return (
    <Card title="Ce qui distingue les groupes">
      <Table caption="Écart de chaque groupe à la moyenne, en écarts-types" head={head}>
        {chosen.map(({ id, label, periode }, row) => (
          <tr key={id}>
            <th scope="row">
              {label} <span className="small muted">{periode}</span>
            </th>
            {groups.map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other name than its rank
              <td key={at}>
                <Gap gap={group.profile[row] ?? 0} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </Card>
  )
}

const HALF = 40

function Gap({ gap }: { gap: number }) {
  const length = Math.min(2.5, Math.abs(gap)) * (HALF / 2.5)
  return (
    <span className="obs-gap">
      <svg viewBox={`0 0 ${2 * HALF} 12`} aria-hidden="true">
        <path d={`M${HALF} 0v12`} className="axis" />
        <rect
          x={gap < 0 ? HALF - length : HALF}
          y="2"
          width={length}
          height="8"
          className={gap < 0 ? 'low' : 'high'}
        />
      </svg>
      <span className="small">{gapWords(gap)}</span>
    </span>
  )
}

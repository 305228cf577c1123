import { Link } from 'react-router'
import { formatCount } from '#app/lib/text.ts'
import { Figure } from '#app/ui/figure.tsx'
import { AxeDot, Badge, Card, type Tone } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type Croise, type Silence, silenceWords } from './croisement.rules.ts'
import { accords } from './diagnostic.schema.ts'
import { Observation } from './observation-view.tsx'
import type { ObservationRow } from './observations.queries.server.ts'

const tones: Record<Silence, Tone> = { aucun: 'green', terrain: 'ochre', chiffres: 'ochre', tous: 'neutral' }

interface AxeCroiseProps {
  axe: Croise<ObservationRow>
  base: string
  /** « commune:59606 », null for the whole territory. */
  filter: string | null
}

/** One axis at a place: what figures say, what the field says, what was found of both. */
export function AxeCroise({ axe, base, filter }: AxeCroiseProps) {
  const title = (
    <span className="row">
      <AxeDot numero={axe.numero} /> {axe.titre}
    </span>
  )
  return (
    <Card title={title} aside={<Badge tone={tones[axe.silence]}>{silenceWords[axe.silence]}</Badge>}>
      <div className="cross">
        <section className="stack-s">
          <h3>Les chiffres</h3>
          {axe.chiffres.length > 0 ? (
            <Figures axe={axe} base={base} />
          ) : (
            <p className="muted small">
              {axe.themes.length > 0
                ? `Aucun fichier importé ne donne de chiffre ici pour : ${axe.themes.join(', ')}.`
                : 'Aucun thème de l’observatoire n’éclaire cet axe pour l’instant.'}
            </p>
          )}
        </section>
        <section className="stack-s">
          <h3>Le terrain</h3>
          {axe.observations.map((one) => (
            <Observation key={one.id} observation={one} base={base} />
          ))}
          <FieldFoot axe={axe} base={base} filter={filter} />
        </section>
      </div>
      {axe.constats.length > 0 && <Constats axe={axe} base={base} />}
    </Card>
  )
}

/** One line a figure, the place then the intercommunality: readable on a telephone. */
function Figures({ axe: { titre, chiffres }, base }: Pick<AxeCroiseProps, 'axe' | 'base'>) {
  const head = (
    <>
      <th scope="col">Indicateur</th>
      {(chiffres[0]?.cells ?? []).map(({ lieu, nom }) => (
        <th scope="col" className="num" key={lieu}>
          <Link to={`${base}/observatoire/portrait/${lieu.replace(':', '/')}`}>{nom}</Link>
        </th>
      ))}
    </>
  )
  return (
    <Table caption={`Chiffres : ${titre}`} head={head}>
      {chiffres.map(({ indicateur, label, cells }) => (
        <tr key={indicateur}>
          <th scope="row">{label}</th>
          {cells.map(({ lieu, cell }) => (
            <td className="num" key={lieu}>
              <Figure cell={cell} />
            </td>
          ))}
        </tr>
      ))}
    </Table>
  )
}

function FieldFoot({ axe, base, filter }: AxeCroiseProps) {
  const place = filter ? `&lieu=${filter}` : ''
  return (
    <p className="small">
      {axe.total === 0 && <span className="muted">Personne n’a encore rien noté ici sur cet axe. </span>}
      {axe.total > axe.observations.length && (
        <Link to={`${base}/observations?axe=${axe.id}${place}`}>
          Voir les {formatCount(axe.total, 'observation')}
        </Link>
      )}
    </p>
  )
}

function Constats({ axe, base }: Pick<AxeCroiseProps, 'axe' | 'base'>) {
  return (
    <section className="stack-s cross-found">
      <h3>Ce qui en a été conclu</h3>
      <ul className="list">
        {axe.constats.map(({ id, titre, accord, diagnosticId, annee }) => (
          <li key={id} className="row">
            <Link to={`${base}/diagnostics/${diagnosticId}`}>{titre}</Link>
            <span className="small muted">{annee}</span>
            <Badge tone={accord === 'desaccord' ? 'red' : accord === 'accord' ? 'green' : 'neutral'}>
              {accords[accord]}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}

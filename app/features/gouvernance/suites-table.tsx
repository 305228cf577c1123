import { Form, Link } from 'react-router'
import { formatDate, type IsoDate } from '#app/lib/dates.ts'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Empty, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { type SuitesEtat, suiteEtats, suitesEtats } from './seance.schema.ts'
import type { SuiteLine } from './suites.queries.server.ts'

/** Which of the things to do are shown, by the address. */
export function SuitesFilter({ etat }: { etat: SuitesEtat }) {
  return (
    <nav className="row" aria-label="Suites montrées">
      {Object.entries(suitesEtats).map(([key, label]) => (
        <Link
          key={key}
          className={key === etat ? 'btn small primary' : 'btn small'}
          aria-current={key === etat ? 'page' : undefined}
          to={key === 'a_faire' ? '.' : `?etat=${key}`}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}

export function SuitesTable({
  suites,
  today,
  base,
  canHold,
}: {
  suites: ReadonlyArray<SuiteLine>
  today: IsoDate
  base: string
  canHold: boolean
}) {
  if (suites.length === 0)
    return (
      <Empty title="Rien ici.">Les suites se notent sur la page d’une séance, pendant ou après elle.</Empty>
    )
  return (
    <Table caption="Suites à donner" head={<Heads canHold={canHold} />}>
      {suites.map((its) => (
        <tr key={its.id}>
          <th scope="row">{its.texte}</th>
          <td>
            {its.organisation ? (
              <Link to={`${base}/organisations/${its.organisationId}`}>{its.organisation}</Link>
            ) : (
              <span className="muted">personne encore</span>
            )}
          </td>
          <td>
            {its.echeance ? formatDate(its.echeance) : <span className="muted">sans échéance</span>}
            {its.etat === 'a_faire' && its.echeance && its.echeance < today && (
              <>
                {' '}
                <Badge tone="red">En retard</Badge>
              </>
            )}
          </td>
          <td>
            <Link to={`${base}/seances/${its.seanceId}`}>{formatDate(its.jour)}</Link>
            <div className="small muted">
              {its.instance} {its.exemple && <Exemple />}
            </div>
          </td>
          {canHold && <td>{its.etat === 'a_faire' ? <Close line={its} /> : suiteEtats[its.etat]}</td>}
        </tr>
      ))}
    </Table>
  )
}

function Heads({ canHold }: { canHold: boolean }) {
  return (
    <>
      <th scope="col">À faire</th>
      <th scope="col">Par</th>
      <th scope="col">Avant le</th>
      <th scope="col">Décidé en séance</th>
      {canHold && <th scope="col">État</th>}
    </>
  )
}

function Close({ line }: { line: SuiteLine }) {
  return (
    <Form method="post" className="row">
      <HiddenInput name="suite" value={line.id} />
      <button type="submit" className="btn small">
        Faite<span className="sr-only">{` : ${line.texte}`}</span>
      </button>
      <button type="submit" name="abandonner" value="oui" className="btn ghost small">
        Abandonner<span className="sr-only">{` : ${line.texte}`}</span>
      </button>
    </Form>
  )
}

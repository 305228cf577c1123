import { Form, Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { InstancePage } from './instance-page.server.ts'
import type { Seat } from './membres.rules.ts'
import { seanceEtats } from './seance.schema.ts'

const tones = { preparation: 'ochre', convoquee: 'brand', tenue: 'green', annulee: 'neutral' } as const

/** The meetings of a body, the latest first. */
export function SeancesCard({ seances, base }: { seances: InstancePage['seances']; base: string }) {
  const au = useAu()
  return (
    <Card title={formatCount(seances.length, 'séance')}>
      {seances.length === 0 ? (
        <Empty title="Aucune séance n’est connue à cette date.">
          Préparez la première : date, lieu, ordre du jour.
        </Empty>
      ) : (
        <ul className="timeline">
          {seances.map((its) => (
            <li key={its.id}>
              <div className="row">
                <Link
                  to={`${base}/seances/${its.id}${au}`}
                >{`${formatDate(its.jour)}, ${formatHour(its.heure)} : ${its.titre}`}</Link>
                <Badge tone={tones[its.etat]}>{seanceEtats[its.etat]}</Badge> {its.exemple && <Exemple />}
              </div>
              <p className="small muted">{cameOf(its)}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function cameOf({ etat, convoques, presents, decisions, lieu }: InstancePage['seances'][number]): string {
  if (etat !== 'tenue') return [lieu, formatCount(convoques, 'convocation')].filter(Boolean).join(' · ')
  return `${presents} présents ou représentés sur ${convoques} · ${formatCount(decisions, 'décision adoptée', 'décisions adoptées')}`
}

/** Who sits that day, and why. */
export function MembersCard({
  members,
  base,
  canSteer,
}: {
  members: ReadonlyArray<Seat>
  base: string
  canSteer: boolean
}) {
  return (
    <Card title={formatCount(members.length, 'membre')}>
      {members.length === 0 ? (
        <Empty title="Personne ne siège à cette date.">
          Donnez des sièges, choisissez un périmètre dont les communes siègent, ou l’instance que celle-ci
          élargit.
        </Empty>
      ) : (
        <>
          <p className="small muted">{originsOf(members)}</p>
          <Table caption="Membres" head={<MemberHeads canSteer={canSteer} />}>
            {members.map((seat) => (
              <tr key={seat.organisationId}>
                <th scope="row">
                  <Link to={`${base}/organisations/${seat.organisationId}`}>{seat.nom}</Link>{' '}
                  {seat.exemple && <Exemple />}
                </th>
                <td>{originOf(seat)}</td>
                <td>
                  {[seat.titulaire, seat.suppleant && `suppl. ${seat.suppleant}`].filter(Boolean).join(', ')}
                </td>
                {canSteer && <td>{seat.id && <EndSeat id={seat.id} nom={seat.nom} />}</td>}
              </tr>
            ))}
          </Table>
        </>
      )}
    </Card>
  )
}

/** Where the members come from, said once: what is inherited follows the body that is enlarged. */
function originsOf(members: ReadonlyArray<Seat>): string {
  const inherited = Object.entries(
    Object.groupBy(
      members.filter((its) => its.de !== null),
      (its) => its.de ?? '',
    ),
  ).map(([nom, seats]) => `${seats?.length ?? 0} par « ${nom} », qui en décide`)
  const communes = members.filter((its) => its.origine === 'commune').length
  const own = members.filter((its) => its.origine === 'siege').length
  return [
    ...inherited,
    communes > 0 && formatCount(communes, 'commune du périmètre', 'communes du périmètre'),
    own > 0 && formatCount(own, 'siège propre', 'sièges propres'),
  ]
    .filter(Boolean)
    .join(' ; ')
}

function MemberHeads({ canSteer }: { canSteer: boolean }) {
  return (
    <>
      <th scope="col">Organisation</th>
      <th scope="col">Siège</th>
      <th scope="col">Représentée par</th>
      {canSteer && <th scope="col">Fin du siège</th>}
    </>
  )
}

function originOf(seat: Seat): string {
  if (seat.origine === 'commune') return 'commune du périmètre'
  if (seat.origine === 'heritage') return 'de l’instance élargie'
  return seat.college || 'siège propre'
}

function EndSeat({ id, nom }: { id: string; nom: string }) {
  return (
    <details className="disclosure">
      <summary>Terminer</summary>
      <Form method="post" className="inline-form">
        <input type="hidden" name="intention" value="finir-siege" />
        <input type="hidden" name="siegeId" value={id} />
        <input
          className="input"
          type="date"
          name="fin"
          required
          aria-label={`Premier jour sans siège de ${nom}`}
        />
        <button type="submit" className="btn small">
          Terminer le siège
        </button>
      </Form>
    </details>
  )
}

/** Who used to come and no longer does: a call to make, not a reproach. */
export function StoppedCard({ list }: { list: ReadonlyArray<string> }) {
  if (list.length === 0) return null
  return (
    <Card title="Ne viennent plus">
      <p className="small muted">
        Venaient, et ont manqué au moins les deux dernières séances où on les appelait.
      </p>
      <ul className="list">
        {list.map((nom) => (
          <li key={nom}>{nom}</li>
        ))}
      </ul>
    </Card>
  )
}

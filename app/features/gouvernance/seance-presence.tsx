import { Form } from 'react-router'
import { HiddenInput } from '#app/ui/form.tsx'
import { Badge, Card } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { presences, reponses } from './seance.schema.ts'
import type { SeancePage } from './seance-page.server.ts'

const answerTones = { oui: 'green', suppleant: 'brand', non: 'neutral' } as const

/** Who answered what, and the attendance sheet on the day. */
export function PresenceCard({ page }: { page: SeancePage }) {
  const { convocations } = page
  if (convocations.length === 0) return page.canHold && page.hasCome ? <OpenSheet /> : null
  const came = convocations.filter(
    (its) => its.presence === 'present' || its.presence === 'represente',
  ).length
  const isSheet = page.canHold && page.hasCome
  return (
    <Card
      title="Présence"
      aside={<span className="small muted">{`${came} sur ${convocations.length}`}</span>}
    >
      <Form method="post" className="stack-s" preventScrollReset>
        <HiddenInput name="intention" value="presences" />
        <Table caption="Réponses et présences" head={<Heads />}>
          {convocations.map((its) => (
            <tr key={its.id}>
              <th scope="row">{its.nom}</th>
              <td>
                {its.reponse && <Badge tone={answerTones[its.reponse]}>{reponses[its.reponse]}</Badge>}
                {its.message && <div className="small muted">{its.message}</div>}
              </td>
              <td>{isSheet ? <PresenceSelect line={its} /> : its.presence && presences[its.presence]}</td>
            </tr>
          ))}
        </Table>
        {isSheet && (
          <div className="row">
            <button type="submit" className="btn">
              Enregistrer la feuille
            </button>
            {page.canPrepare && (
              <button type="submit" name="intention" value="tenir" form="tenir" className="btn primary">
                La séance a eu lieu
              </button>
            )}
          </div>
        )}
      </Form>
      <Form method="post" id="tenir" />
    </Card>
  )
}

function Heads() {
  return (
    <>
      <th scope="col">Membre</th>
      <th scope="col">Réponse</th>
      <th scope="col">Présence</th>
    </>
  )
}

function PresenceSelect({ line }: { line: SeancePage['convocations'][number] }) {
  const expected = { oui: 'present', suppleant: 'represente', non: 'excuse' } as const
  return (
    <select
      className="input presence-select"
      name={`presence-${line.organisationId}`}
      defaultValue={line.presence ?? (line.reponse ? expected[line.reponse] : '')}
      aria-label={`Présence de ${line.nom}`}
    >
      <option value="">Non renseignée</option>
      {Object.entries(presences).map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}

/** A meeting called without Maillage still has its sheet. */
function OpenSheet() {
  return (
    <Card title="Présence">
      <p className="muted">
        Cette séance n’a pas été convoquée ici. La feuille s’ouvre avec ceux qui siègent ce jour-là.
      </p>
      <Form method="post">
        <HiddenInput name="intention" value="presences" />
        <button type="submit" className="btn">
          Ouvrir la feuille de présence
        </button>
      </Form>
    </Card>
  )
}

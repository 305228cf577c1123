import { Form, useNavigation } from 'react-router'
import { choicesOf } from '#app/lib/choices.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckList, ErrorSummary, FormFields, SelectInput, TextArea } from '#app/ui/form.tsx'
import { Badge, Card, Exemple } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import type { InviterPage } from './inviter-page.server.ts'
import { invitationFields } from './participation.fields.ts'
import { type Genre, genres, niveaux, reponses, reponseTones } from './participation.words.ts'

const words = { ...invitationFields, cible: { label: 'À quoi' } }
const { pas_concernee: _not, ...offered } = niveaux

/** One proposal to several communes. */
export function InviterForm({ page, refused }: { page: InviterPage; refused: RefusedForm | undefined }) {
  const busy = useNavigation().state !== 'idle'
  const first = page.cibles.find((its) => its.genre === page.genre) ?? page.cibles[0]
  const values = { cible: first?.value, niveau: 'associee', communeCodes: page.ticked }
  const cibles = page.cibles.map(({ value, label, genre }) => ({
    value,
    label: `${genres[genre as Genre]} : ${label}`, // a key of the record, from the query
  }))
  return (
    <Form method="post" className="form card">
      {refused && <ErrorSummary refused={refused} words={words} />}
      <FormFields words={words} values={values} refused={refused}>
        <div className="form-section">
          <SelectInput name="cible" choices={cibles} required wide />
          <SelectInput name="niveau" choices={choicesOf(offered)} required />
          <TextArea name="message" rows={3} />
          <CheckList name="communeCodes" choices={page.communes} />
        </div>
        <div className="form-bar">
          <button type="submit" className="btn primary" disabled={busy}>
            Envoyer les invitations
          </button>
          {busy && <progress className="progress" aria-label="Envoi en cours" />}
        </div>
      </FormFields>
    </Form>
  )
}

const head = (
  <>
    <th scope="col">Commune</th>
    <th scope="col">Proposé</th>
    <th scope="col">Envoyée</th>
    <th scope="col">Réponse</th>
  </>
)

/** What was proposed and what became of it. */
export function InvitationsCard({ invitations }: Pick<InviterPage, 'invitations'>) {
  if (invitations.length === 0) return null
  return (
    <Card title="Invitations envoyées">
      <Table caption="Invitations envoyées" head={head}>
        {invitations.map((its) => (
          <tr key={its.id}>
            <th scope="row">
              {its.commune} {its.exemple && <Exemple />}
            </th>
            <td>
              {niveaux[its.niveau]}
              <div className="muted small">{its.nom}</div>
            </td>
            <td>
              {formatInstant(new Date(its.envoyeeLe))}
              {!its.hasMail && <div className="broken small">Sans adresse : à prévenir autrement</div>}
            </td>
            <td>
              {its.reponse ? (
                <Badge tone={reponseTones[its.reponse]}>{reponses[its.reponse]}</Badge>
              ) : (
                <span className="muted">En attente</span>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  )
}

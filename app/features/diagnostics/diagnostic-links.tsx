import { Form } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { parisDate } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, NumberInput, TextInput } from '#app/ui/form.tsx'
import { Badge, Card, Notice } from '#app/ui/page.tsx'
import { Table } from '#app/ui/table.tsx'
import { appelFields } from './diagnostic.fields.ts'
import type { DiagnosticView } from './diagnostic-page.server.ts'

/** The link that was just made: only its fingerprint is kept, so it is shown once. */
export function LinkMade({ link, destinataire }: { link: string; destinataire: string }) {
  return (
    <Notice tone="success">
      <div className="link-made stack-s">
        <p>
          Voici le lien pour « {destinataire} ». Copiez-le maintenant : il n’est pas gardé et ne sera plus
          montré.
        </p>
        <code>{link}</code>
      </div>
    </Notice>
  )
}

interface LinksCardProps {
  appels: DiagnosticView['appels']
  refused: RefusedForm | undefined
}

/** Partners asked to say what they see, without an account. */
export function LinksCard({ appels, refused }: LinksCardProps) {
  return (
    <Card title="Demander aux partenaires" id="liens">
      <div className="stack">
        <p className="muted">
          Un lien ouvre un formulaire sans compte, jusqu’au jour dit, pour les seuls lieux de ce diagnostic.
        </p>
        {appels.length > 0 && <LinksTable appels={appels} />}
        <Form method="post" className="form">
          <FormFields words={appelFields} values={{ jours: 21 }} refused={refused}>
            <HiddenInput name="geste" value="lien" />
            <div className="form-section">
              <TextInput name="destinataire" required />
              <NumberInput name="jours" required />
            </div>
            <div>
              <button type="submit" className="btn">
                Créer le lien
              </button>
            </div>
          </FormFields>
        </Form>
      </div>
    </Card>
  )
}

const head = (
  <>
    <th scope="col">Destinataire</th>
    <th scope="col">Ouvert jusqu’au</th>
    <th scope="col">Reçu</th>
    <th scope="col">
      <span className="sr-only">Gestes</span>
    </th>
  </>
)

function LinksTable({ appels }: Pick<LinksCardProps, 'appels'>) {
  return (
    <Table caption="Liens envoyés" head={head}>
      {appels.map(({ id, destinataire, expireLe, closLe, recues }) => (
        <tr key={id}>
          <th scope="row">{destinataire}</th>
          <td>{closLe ? <Badge>fermé</Badge> : formatDate(parisDate(new Date(expireLe)))}</td>
          <td>{formatCount(recues, 'observation')}</td>
          <td>
            {!closLe && (
              <Form method="post">
                <input type="hidden" name="geste" value="fermer" />
                <input type="hidden" name="appel" value={id} />
                <button
                  type="submit"
                  className="btn ghost small"
                  aria-label={`Fermer le lien : ${destinataire}`}
                >
                  Fermer
                </button>
              </Form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}

import { Form } from 'react-router'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import type { RefusedForm } from '#app/platform/refused-form.ts'
import { CheckInput, FormFields, HiddenInput, TextArea, TextInput } from '#app/ui/form.tsx'
import { Card, Empty } from '#app/ui/page.tsx'
import { portailFields } from './portail.fields.ts'
import type { Published } from './portail.queries.server.ts'
import type { PortailInput } from './portail.schema.ts'
import { publicNatures } from './public.schema.ts'

/** Whether the portal is open, and what it says of itself. */
export function PortailForm({
  values,
  version,
  refused,
}: {
  values: PortailInput
  version: number
  refused: RefusedForm | undefined
}) {
  return (
    <Form method="post" className="form card">
      <FormFields words={portailFields} values={values} refused={refused}>
        <HiddenInput name="version" value={version} />
        <CheckInput name="ouvert" wide />
        <TextInput name="accroche" wide />
        <TextArea name="presentation" rows={4} />
        <TextArea name="participer" rows={3} />
        <TextInput name="courriel" type="email" />
        <div className="form-bar">
          <button type="submit" className="btn primary" name="intention" value="regler">
            Enregistrer
          </button>
        </div>
      </FormFields>
    </Form>
  )
}

/** Publishing what is validated, all at once. */
export function BulkCard({ count }: { count: number }) {
  return (
    <Card title="Fiches action">
      {count === 0 ? (
        <p className="muted">Toutes les fiches validées, en cours ou terminées sont déjà publiées.</p>
      ) : (
        <Form method="post" className="stack-s">
          <p>
            {formatCount(
              count,
              'fiche validée, en cours ou terminée',
              'fiches validées, en cours ou terminées',
            )}{' '}
            ne {count > 1 ? 'sont' : 'est'} pas encore sur le portail.
          </p>
          <div>
            <button className="btn" type="submit" name="intention" value="publier-fiches">
              {count > 1 ? `Publier ces ${count} fiches` : 'Publier cette fiche'}
            </button>
          </div>
        </Form>
      )}
    </Card>
  )
}

/** What is on the portal, each with its way off it. */
export function PublishedCard({
  base,
  rows,
}: {
  base: string
  rows: ReadonlyArray<Published & { objetId: string }>
}) {
  return (
    <Card
      title="Sur le portail"
      aside={<span className="muted">{formatCount(rows.length, 'publication')}</span>}
    >
      {rows.length === 0 ? (
        <Empty title="Rien n’est publié">
          Ouvrez un document ou une fiche dans « Rendre compte », puis « Publier sur le portail ».
        </Empty>
      ) : (
        <ul className="list lines">
          {rows.map((row) => (
            <li key={`${row.nature}-${row.adresse}`} className="row">
              <span>
                <a href={`${base}/${publicNatures[row.nature].chemin}/${row.adresse}`}>{row.titre}</a>{' '}
                <span className="muted">
                  {publicNatures[row.nature].un}, édition {row.edition},{' '}
                  {formatInstant(new Date(row.publieLe))}
                </span>
              </span>
              <Form method="post">
                <input type="hidden" name="nature" value={row.nature} />
                <input type="hidden" name="objet" value={row.objetId} />
                <button className="btn small" type="submit" name="intention" value="depublier">
                  Retirer<span className="sr-only"> : {row.titre}</span>
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

import { Form, useNavigation } from 'react-router'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, SelectInput } from '#app/ui/form.tsx'
import { Card, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appel-deposer.route'
import { deposerAction, loadDeposer } from './appel-deposer.server.ts'
import { DossiersCard } from './dossiers-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadDeposer(args)
}

export async function action(args: Route.ActionArgs) {
  return deposerAction(args)
}

const words = {
  porteurId: { label: 'Structure qui demande' },
  repriseId: { label: 'Reprendre un dossier', hint: 'Textes et budget repris, dates décalées.' },
}

export default function AppelDeposer({ loaderData, actionData, params }: Route.ComponentProps) {
  const { appel, carriers, previous, started, id, closed } = loaderData
  const busy = useNavigation().state !== 'idle'
  const base = `/t/${params.territoire}/financements`
  const last = previous[0]
  return (
    <>
      <title>{`Remplir un dossier · ${appel.titre} · Maillage`}</title>
      <PageHead
        title="Remplir un dossier"
        crumbs={[
          { to: base, label: 'Financements' },
          { to: `${base}/appels/${appel.code}`, label: appel.titre },
        ]}
        lead="Un seul dossier pour tous les financeurs. Il se remplit en plusieurs fois : ce que vous écrivez est gardé à mesure."
      />
      <DossiersCard dossiers={started} base={base} />
      {closed ? (
        <Notice tone="warning">{closed}</Notice>
      ) : (
        <Card title={started.length > 0 ? 'Commencer un autre dossier' : 'Commencer'}>
          <Form method="post" className="stack-s">
            <FormFields
              words={words}
              values={{ porteurId: carriers[0]?.value }}
              refused={refusedOf(actionData)}
            >
              <HiddenInput name="id" value={id} />
              <div className="form-section">
                <SelectInput name="porteurId" choices={carriers} required />
                {last && <SelectInput name="repriseId" choices={previous} empty="Partir d’un dossier vide" />}
              </div>
              <div className="row">
                <button type="submit" className="btn primary" disabled={busy}>
                  Commencer le dossier
                </button>
              </div>
            </FormFields>
          </Form>
        </Card>
      )}
    </>
  )
}

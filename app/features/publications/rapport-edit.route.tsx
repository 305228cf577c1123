import { Form } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FormFields, HiddenInput, TextArea } from '#app/ui/form.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport-edit.route'
import { rapportFields } from './rapport.fields.ts'
import { rapportInput } from './rapport.schema.ts'
import { updateRapport } from './rapports.commands.server.ts'
import { getRapport } from './rapports.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const rapport = await getRapport(tx, actor, args.params.id)
    return { values: rapportInput.parse(rapport), version: rapport.version, annee: rapport.annee }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, today }) => {
    const { id } = args.params
    await getRapport(tx, actor, id)
    await updateRapport(tx, actor, id, {
      version: versionOf(form),
      input: parseForm(rapportInput, form),
      today,
    })
    return redirectWith(`/t/${actor.territoireSlug}/publications/rapports/${id}`, 'Rapport enregistré.')
  })
}

export default function RapportEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { values, version, annee } = loaderData
  const base = `/t/${params.territoire}/publications`
  const title = `Rapport annuel ${annee}`
  return (
    <>
      <title>{`Écrire le rapport ${annee} · Maillage`}</title>
      <PageHead
        title={`Écrire le rapport de ${annee}`}
        lead="Une ligne vide sépare les paragraphes ; « - » commence une ligne de liste ; « ## » un intertitre."
        crumbs={[
          { to: base, label: 'Rendre compte' },
          { to: `${base}/rapports/${params.id}`, label: title },
        ]}
      />
      <Form method="post" className="form card">
        <FormFields words={rapportFields} values={values} refused={refusedOf(actionData)}>
          <HiddenInput name="version" value={version} />
          {Object.keys(rapportFields).map((name) => (
            <TextArea key={name} name={name} rows={8} />
          ))}
          <div className="form-bar">
            <button type="submit" className="btn primary">
              Enregistrer
            </button>
          </div>
        </FormFields>
      </Form>
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche-edit.route'
import { demarcheInput } from './demarche.schema.ts'
import { listDemarcheChoices } from './demarche-choices.server.ts'
import { DemarcheForm } from './demarche-form.tsx'
import { mustLead, updateDemarche } from './demarches.commands.server.ts'
import { getDemarche } from './demarches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    mustLead(actor)
    const values = await getDemarche(tx, actor, args.params.id)
    return { ...(await listDemarcheChoices(tx, actor, today)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, form }) => {
    await updateDemarche(tx, actor, id, { version: versionOf(form), input: parseForm(demarcheInput, form) })
    return redirectWith(`/t/${actor.territoireSlug}/demarches/${id}`, 'Démarche enregistrée.')
  })
}

export default function DemarcheEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { values, documents, instances } = loaderData
  const base = `/t/${params.territoire}/demarches`
  return (
    <>
      <title>{`Modifier : ${values.titre} · Maillage`}</title>
      <PageHead
        title="Modifier la démarche"
        crumbs={[
          { to: base, label: 'Co-construction' },
          { to: `${base}/${values.id}`, label: values.titre },
        ]}
      />
      <DemarcheForm
        values={values}
        version={values.version}
        documents={documents}
        instances={instances}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

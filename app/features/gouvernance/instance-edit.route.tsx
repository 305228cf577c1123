import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/instance-edit.route'
import { instanceInput } from './instance.schema.ts'
import { listChoices } from './instance-choices.server.ts'
import { InstanceForm } from './instance-form.tsx'
import { mustSteer, updateInstance } from './instances.commands.server.ts'
import { getInstance } from './instances.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const instance = await getInstance(tx, actor, args.params.id)
    mustSteer(actor)
    return { instance, choices: await listChoices(tx, actor, { at, butNot: instance.id }) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = await getInstance(tx, actor, args.params.id)
    await updateInstance(tx, actor, id, { version: versionOf(form), input: parseForm(instanceInput, form) })
    return redirectWith(`/t/${actor.territoireSlug}/instances/${id}`, 'Modifications enregistrées.')
  })
}

export default function InstanceEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { instance, choices } = loaderData
  const base = `/t/${params.territoire}/instances`
  return (
    <>
      <title>{`Modifier ${instance.nom} · Maillage`}</title>
      <PageHead
        title={`Modifier ${instance.nom}`}
        crumbs={[
          { to: base, label: 'Instances' },
          { to: `${base}/${instance.id}`, label: instance.nom },
        ]}
      />
      <InstanceForm
        values={instance}
        version={instance.version}
        choices={choices}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/instance-new.route'
import { instanceInput } from './instance.schema.ts'
import { listChoices } from './instance-choices.server.ts'
import { InstanceForm } from './instance-form.tsx'
import { createInstance, mustSteer } from './instances.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    mustSteer(actor)
    return { choices: await listChoices(tx, actor, { at }), debut: at }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createInstance(tx, actor, parseForm(instanceInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/instances/${id}`,
      'Instance créée : dites maintenant qui y siège.',
    )
  })
}

export default function InstanceNew({
  loaderData: { choices, debut },
  actionData,
  params,
}: Route.ComponentProps) {
  return (
    <>
      <title>Créer une instance · Maillage</title>
      <PageHead
        title="Créer une instance"
        crumbs={[{ to: `/t/${params.territoire}/instances`, label: 'Instances' }]}
      />
      <InstanceForm
        values={{ nature: 'copil', debut }}
        version={1}
        choices={choices}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

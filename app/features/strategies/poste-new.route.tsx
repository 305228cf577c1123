import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/poste-new.route'
import { createPoste, missionsOf, mustManage } from './equipe.server.ts'
import { posteInput } from './poste.schema.ts'
import { posteChoices } from './poste-choices.server.ts'
import { PosteForm } from './poste-form.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    mustManage(actor)
    return { choices: await posteChoices(tx, actor, at), at }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustManage(actor)
    await createPoste(tx, actor, parseForm(posteInput, form), { missions: missionsOf(form), exemple: false })
    return redirectWith(`/t/${actor.territoireSlug}/equipe`, 'Poste ajouté.')
  })
}

export default function PosteNew({ loaderData: { choices, at }, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Ajouter un poste · Maillage</title>
      <PageHead
        title="Ajouter un poste"
        crumbs={[{ to: `/t/${params.territoire}/equipe`, label: 'Équipe' }]}
      />
      <PosteForm
        values={{ dansLaDirection: true, debut: at }}
        version={1}
        choices={choices}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

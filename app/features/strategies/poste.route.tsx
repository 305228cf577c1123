import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/poste.route'
import { getPoste, missionsOf, mustManage, updatePoste } from './equipe.server.ts'
import { posteInput } from './poste.schema.ts'
import { posteChoices } from './poste-choices.server.ts'
import { PosteForm } from './poste-form.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => ({
    poste: await getPoste(tx, actor, args.params.id),
    choices: await posteChoices(tx, actor, at),
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustManage(actor)
    const change = {
      version: versionOf(form),
      input: parseForm(posteInput, form),
      missions: missionsOf(form),
    }
    await updatePoste(tx, actor, args.params.id, change)
    return redirectWith(`/t/${actor.territoireSlug}/equipe`, 'Poste enregistré.')
  })
}

export default function Poste({ loaderData: { poste, choices }, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>{`${poste.intitule} · Maillage`}</title>
      <PageHead title={poste.intitule} crumbs={[{ to: `/t/${params.territoire}/equipe`, label: 'Équipe' }]} />
      <PosteForm values={poste} version={poste.version} choices={choices} refused={refusedOf(actionData)} />
    </>
  )
}

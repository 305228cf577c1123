import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appel-new.route'
import { appelInput } from './appel.schema.ts'
import { listAppelChoices } from './appel-choices.server.ts'
import { AppelForm } from './appel-form.tsx'
import { createAppel } from './appels.commands.server.ts'
import { canEditAppels } from './financements.permissions.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!canEditAppels(actor)) throw new Forbidden()
    return { choices: await listAppelChoices(tx, actor, today), year: Number(today.slice(0, 4)) + 1 }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const input = parseForm(appelInput, form)
    await createAppel(tx, actor, input)
    return redirectWith(
      `/t/${actor.territoireSlug}/financements/appels/${input.code}`,
      'Appel enregistré en brouillon : ajoutez les pièces, la grille et les enveloppes.',
    )
  })
}

export default function AppelNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const values = { exercice: loaderData.year, graceMinutes: 30, aidePubliqueMax: 0.8, avisPartages: true }
  return (
    <>
      <title>Préparer un appel à projets · Maillage</title>
      <PageHead
        title="Préparer un appel à projets"
        crumbs={[{ to: `/t/${params.territoire}/financements`, label: 'Financements' }]}
        lead="Rien n’est publié avant son ouverture."
      />
      <AppelForm values={values} version={1} choices={loaderData.choices} refused={refusedOf(actionData)} />
    </>
  )
}

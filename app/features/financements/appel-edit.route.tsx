import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appel-edit.route'
import { appelInput } from './appel.schema.ts'
import { listAppelChoices } from './appel-choices.server.ts'
import { AppelForm } from './appel-form.tsx'
import { updateAppel } from './appels.commands.server.ts'
import { getAppel } from './appels.queries.server.ts'
import { canEditAppels } from './financements.permissions.ts'

const askedOf = (args: Route.LoaderArgs | Route.ActionArgs) => ({
  code: args.params.code,
  now: args.context.get(servicesContext).now(),
})

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    if (!canEditAppels(actor)) throw new Forbidden()
    const appel = await getAppel(tx, actor, askedOf(args))
    return { appel, choices: await listAppelChoices(tx, actor, today) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    if (!canEditAppels(actor)) throw new Forbidden()
    const appel = await getAppel(tx, actor, askedOf(args))
    const input = parseForm(appelInput, form)
    await updateAppel(tx, actor, appel, { version: versionOf(form), input })
    return redirectWith(
      `/t/${actor.territoireSlug}/financements/appels/${input.code}`,
      'Modifications enregistrées.',
    )
  })
}

export default function AppelEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { appel, choices } = loaderData
  const base = `/t/${params.territoire}/financements`
  const crumbs = [
    { to: base, label: 'Financements' },
    { to: `${base}/appels/${appel.code}`, label: appel.titre },
  ]
  return (
    <>
      <title>{`Modifier ${appel.code} · Maillage`}</title>
      <PageHead title={`Modifier ${appel.code}`} crumbs={crumbs} />
      <AppelForm values={appel} version={appel.version} choices={choices} refused={refusedOf(actionData)} />
    </>
  )
}

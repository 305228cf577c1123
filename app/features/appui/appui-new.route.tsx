import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import { listAxeChoices } from '#app/features/strategies/index.server.ts'
import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appui-new.route'
import { appuiInput } from './appui.schema.ts'
import { AppuiForm } from './appui-form.tsx'
import { askAppui } from './appuis.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'appuis.demander')) throw new Forbidden()
    const own = actor.affectations.map((its) => ({ value: its.organisationId, label: its.organisationNom }))
    const isTeam = can(actor, 'appuis.suivre')
    return {
      organisations: isTeam ? await listOrganisationChoices(tx, actor) : own,
      own: own[0]?.value ?? '',
      communes: await listCommuneChoices(tx),
      axes: can(actor, 'strategie.lire') ? await listAxeChoices(tx, actor, at) : [],
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form }) => {
    if (!can(actor, 'appuis.demander')) throw new Forbidden()
    const id = await askAppui(tx, actor, parseForm(appuiInput, form), { now })
    return redirectWith(
      `/t/${actor.territoireSlug}/appuis/${id}`,
      'Demande envoyée : l’équipe vous répondra, ici et par courriel.',
    )
  })
}

export default function AppuiNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Demander un appui · Maillage</title>
      <PageHead
        title="Demander un appui"
        crumbs={[{ to: `/t/${params.territoire}/appuis`, label: 'Appui en ingénierie' }]}
        lead="Quelques lignes suffisent : l’équipe revient vers vous pour la suite."
      />
      <AppuiForm choices={loaderData} refused={refusedOf(actionData)} />
    </>
  )
}

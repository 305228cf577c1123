import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/perimetre-new.route'
import { listCommuneChoices } from './communes.queries.server.ts'
import { membershipInput, perimetreForm, perimetreInput } from './perimetre.schema.ts'
import { PerimetreForm } from './perimetre-form.tsx'
import { createPerimetre } from './perimetres.commands.server.ts'
import { listQpvChoices } from './perimetres.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'territoire.modifier')) throw new Forbidden()
    return { communes: await listCommuneChoices(tx), qpvs: await listQpvChoices(tx), at }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const typed = parseForm(perimetreForm, form)
    const given = { input: perimetreInput.parse(typed), membership: membershipInput.parse(typed) }
    const id = await createPerimetre(tx, actor, given)
    return redirectWith(`/t/${actor.territoireSlug}/perimetres/${id}`, 'Périmètre créé.')
  })
}

export default function PerimetreNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/perimetres`, label: 'Périmètres' }]
  return (
    <>
      <title>Créer un périmètre · Maillage</title>
      <PageHead title="Créer un périmètre" crumbs={crumbs} />
      <PerimetreForm
        values={{ depuis: loaderData.at }}
        version={1}
        communes={loaderData.communes}
        qpvs={loaderData.qpvs}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

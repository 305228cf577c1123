import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/perimetre-edit.route'
import { listCommuneChoices } from './communes.queries.server.ts'
import { membershipInput, perimetreForm, perimetreInput } from './perimetre.schema.ts'
import { PerimetreForm } from './perimetre-form.tsx'
import { updatePerimetre } from './perimetres.commands.server.ts'
import { getPerimetre, listQpvChoices, membersAt } from './perimetres.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const { members, ...perimetre } = await getPerimetre(tx, args.params.id)
    if (!can(actor, 'territoire.modifier')) throw new Forbidden()
    const current = membersAt(members, at)
    const codes = (kind: string): string[] =>
      current.filter((its) => its.kind === kind).map((its) => its.code)
    return {
      perimetre: { ...perimetre, depuis: at, communes: codes('commune'), qpvs: codes('qpv') },
      communes: await listCommuneChoices(tx),
      qpvs: await listQpvChoices(tx),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const typed = parseForm(perimetreForm, form)
    const given = { input: perimetreInput.parse(typed), membership: membershipInput.parse(typed) }
    await updatePerimetre(tx, actor, args.params.id, { version: versionOf(form), ...given })
    return redirectWith(
      `/t/${actor.territoireSlug}/perimetres/${args.params.id}`,
      'Modifications enregistrées.',
    )
  })
}

export default function PerimetreEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { perimetre } = loaderData
  const base = `/t/${params.territoire}/perimetres`
  const crumbs = [
    { to: base, label: 'Périmètres' },
    { to: `${base}/${perimetre.id}`, label: perimetre.nom },
  ]
  return (
    <>
      <title>{`Modifier ${perimetre.nom} · Maillage`}</title>
      <PageHead title={`Modifier ${perimetre.nom}`} crumbs={crumbs} />
      <PerimetreForm
        values={perimetre}
        version={perimetre.version}
        communes={loaderData.communes}
        qpvs={loaderData.qpvs}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

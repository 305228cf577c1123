import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche-edit.route'
import { canEditFiche } from './fiche.permissions.ts'
import { ficheInput } from './fiche.schema.ts'
import { listFicheChoices } from './fiche-choices.server.ts'
import { FicheForm } from './fiche-form.tsx'
import { updateFiche } from './fiches.commands.server.ts'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    if (!canEditFiche(actor, fiche)) throw new Forbidden()
    return { fiche, choices: await listFicheChoices(tx, actor, at) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const change = { version: versionOf(form), input: parseForm(ficheInput, form) }
    const code = await updateFiche(tx, actor, fiche.id, change)
    return redirectWith(`/t/${actor.territoireSlug}/fiches/${code}`, 'Modifications enregistrées.')
  })
}

export default function FicheEdit({
  loaderData: { fiche, choices },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/fiches`
  const crumbs = [
    { to: base, label: 'Fiches action' },
    { to: `${base}/${fiche.code}`, label: `${fiche.code} ${fiche.titre}` },
  ]
  return (
    <>
      <title>{`Modifier ${fiche.code} · Maillage`}</title>
      <PageHead title={`Modifier ${fiche.code}`} crumbs={crumbs} />
      <FicheForm values={fiche} version={fiche.version} choices={choices} refused={refusedOf(actionData)} />
    </>
  )
}

import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/etude-edit.route'
import { etudeInput } from './etude.schema.ts'
import { listChoices, listIndicateurChoices } from './etude-choices.server.ts'
import { EtudeForm } from './etude-form.tsx'
import { mustConduct, updateEtude } from './etudes.commands.server.ts'
import { getEtude } from './etudes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { slug, ...page } = await read(args, async ({ tx, actor }) => {
    const etude = await getEtude(tx, actor, args.params.id)
    mustConduct(actor)
    return { slug: actor.territoireSlug, etude, ...(await listChoices(tx, actor)) }
  })
  const { dataDir } = args.context.get(servicesContext).config
  return { ...page, indicateurs: await listIndicateurChoices(dataDir, slug) }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = args.params
    await updateEtude(tx, actor, id, { version: versionOf(form), input: parseForm(etudeInput, form) })
    return redirectWith(`/t/${actor.territoireSlug}/etudes/${id}`, 'Déclaration enregistrée.')
  })
}

export default function EtudeEdit({
  loaderData: { etude, ...choices },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}/etudes`
  return (
    <>
      <title>{`Modifier ${etude.titre} · Maillage`}</title>
      <PageHead
        title={`Modifier ${etude.titre}`}
        crumbs={[
          { to: base, label: 'Études d’impact' },
          { to: `${base}/${etude.id}`, label: etude.titre },
        ]}
      />
      <EtudeForm {...choices} values={etude} version={etude.version} refused={refusedOf(actionData)} />
    </>
  )
}

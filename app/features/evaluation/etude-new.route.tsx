import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/etude-new.route'
import { etudeInput } from './etude.schema.ts'
import { listChoices, listIndicateurChoices } from './etude-choices.server.ts'
import { EtudeForm } from './etude-form.tsx'
import { createEtude, mustConduct } from './etudes.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { slug, ...choices } = await read(args, async ({ tx, actor }) => {
    mustConduct(actor)
    return { slug: actor.territoireSlug, ...(await listChoices(tx, actor)) }
  })
  const { dataDir } = args.context.get(servicesContext).config
  return { ...choices, indicateurs: await listIndicateurChoices(dataDir, slug) }
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createEtude(tx, actor, parseForm(etudeInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/etudes/${id}`,
      'Déclaration enregistrée : voyez ce que les données permettent.',
    )
  })
}

export default function EtudeNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Déclarer une étude · Maillage</title>
      <PageHead
        title="Déclarer une étude d’impact"
        crumbs={[{ to: `/t/${params.territoire}/etudes`, label: 'Études d’impact' }]}
        lead="La question, les communes et l’année d’abord. Rien n’est calculé avant d’être figé et daté."
      />
      {loaderData.indicateurs.length === 0 ? (
        <Empty title="L’observatoire n’a encore aucun chiffre par commune.">
          Importez d’abord un fichier national : une étude compare avec des communes d’ailleurs.
        </Empty>
      ) : (
        <EtudeForm {...loaderData} values={{ debut: 2015 }} version={1} refused={refusedOf(actionData)} />
      )}
    </>
  )
}

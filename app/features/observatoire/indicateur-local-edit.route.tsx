import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur-local-edit.route'
import { IndicateurForm } from './indicateur-local-form.tsx'
import { mustKeep, removeIndicateurLocal, updateIndicateurLocal } from './locaux.commands.server.ts'
import { getIndicateurLocal } from './locaux.queries.server.ts'
import { indicateurLocalInput } from './locaux.schema.ts'
import { listFormChoices } from './locaux-choices.server.ts'
import { RemoveIndicateur } from './saisie-locale.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    mustKeep(actor)
    const values = await getIndicateurLocal(tx, args.params.id)
    return { ...(await listFormChoices(tx, values.id)), values }
  })
}

export async function action(args: Route.ActionArgs) {
  const { id } = args.params
  return write(args, async ({ tx, actor, form }) => {
    const list = `/t/${actor.territoireSlug}/observatoire/indicateurs`
    if (form.get('geste') === 'supprimer') {
      await removeIndicateurLocal(tx, actor, id)
      return redirectWith(list, 'Indicateur supprimé, avec ses chiffres.')
    }
    const change = { version: versionOf(form), input: parseForm(indicateurLocalInput, form) }
    await updateIndicateurLocal(tx, actor, id, change)
    return redirectWith(`${list}/${id}`, 'Modifications enregistrées.')
  })
}

export default function IndicateurLocalEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { values } = loaderData
  const base = `/t/${params.territoire}/observatoire`
  const crumbs = [
    { to: base, label: 'Observatoire' },
    { to: `${base}/indicateurs`, label: 'Indicateurs du territoire' },
    { to: `${base}/indicateurs/${values.id}`, label: values.libelle },
  ]
  return (
    <>
      <title>{`Modifier ${values.libelle} · Maillage`}</title>
      <PageHead title={`Modifier « ${values.libelle} »`} crumbs={crumbs} />
      <IndicateurForm
        {...loaderData}
        version={values.version}
        isNew={false}
        refused={refusedOf(actionData)}
      />
      <RemoveIndicateur />
    </>
  )
}

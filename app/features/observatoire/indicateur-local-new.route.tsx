import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur-local-new.route'
import { IndicateurForm } from './indicateur-local-form.tsx'
import { createIndicateurLocal, mustKeep } from './locaux.commands.server.ts'
import { indicateurLocalInput } from './locaux.schema.ts'
import { listFormChoices } from './locaux-choices.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    mustKeep(actor)
    return { ...(await listFormChoices(tx, null)), values: { nature: 'effectif', unite: 'personnes' } }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createIndicateurLocal(tx, actor, parseForm(indicateurLocalInput, form))
    return redirectWith(
      `/t/${actor.territoireSlug}/observatoire/indicateurs/${id}`,
      'Indicateur ajouté. Il lui manque ses chiffres.',
    )
  })
}

export default function IndicateurLocalNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/observatoire`
  return (
    <>
      <title>Nouvel indicateur · Maillage</title>
      <PageHead
        title="Nouvel indicateur du territoire"
        crumbs={[
          { to: base, label: 'Observatoire' },
          { to: `${base}/indicateurs`, label: 'Indicateurs du territoire' },
        ]}
      />
      <IndicateurForm {...loaderData} version={1} isNew refused={refusedOf(actionData)} />
    </>
  )
}

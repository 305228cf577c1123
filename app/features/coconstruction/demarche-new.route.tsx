import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche-new.route'
import { demarcheInput } from './demarche.schema.ts'
import { listDemarcheChoices } from './demarche-choices.server.ts'
import { DemarcheForm } from './demarche-form.tsx'
import { createDemarche, mustLead } from './demarches.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const documentId = textParam(args.request, 'document') ?? ''
  return read(args, async ({ tx, actor, today }) => {
    mustLead(actor)
    return {
      ...(await listDemarcheChoices(tx, actor, today)),
      values: { documentId, points: 5, groupes: [] },
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const id = await createDemarche(tx, actor, parseForm(demarcheInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/demarches/${id}`, 'Démarche ouverte, en préparation.')
  })
}

export default function DemarcheNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Ouvrir une démarche · Maillage</title>
      <PageHead
        title="Ouvrir une démarche"
        crumbs={[{ to: `/t/${params.territoire}/demarches`, label: 'Co-construction' }]}
        lead="En préparation, elle n’est vue que de l’équipe : vous l’ouvrirez aux groupes quand tout est prêt."
      />
      <DemarcheForm {...loaderData} version={1} refused={refusedOf(actionData)} />
    </>
  )
}

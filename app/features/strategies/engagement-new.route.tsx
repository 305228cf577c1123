import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/engagement-new.route'
import { listAxeChoices } from './axes.queries.server.ts'
import { mustWrite } from './documents.commands.server.ts'
import { listDocumentChoices } from './documents.queries.server.ts'
import { engagementInput } from './engagement.schema.ts'
import { EngagementForm } from './engagement-form.tsx'
import { createEngagement } from './engagements.commands.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'strategie.modifier')) throw new Forbidden()
    return {
      documents: await listDocumentChoices(tx, actor),
      organisations: await listOrganisationChoices(tx, actor),
      axes: await listAxeChoices(tx, actor, at),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustWrite(actor)
    const id = await createEngagement(tx, actor, parseForm(engagementInput, form))
    return redirectWith(`/t/${actor.territoireSlug}/engagements/${id}`, 'Engagement enregistré.')
  })
}

export default function EngagementNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Ajouter un engagement · Maillage</title>
      <PageHead
        title="Ajouter un engagement"
        crumbs={[{ to: `/t/${params.territoire}/engagements`, label: 'Engagements' }]}
      />
      <EngagementForm
        values={{ nature: 'action', etat: 'en_cours' }}
        version={1}
        choices={loaderData}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

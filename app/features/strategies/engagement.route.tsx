import { listOrganisationChoices } from '#app/features/organisations/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { factsOf } from '#app/platform/fields.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { labelsFor } from '#app/platform/labels.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/engagement.route'
import { listAxeChoices } from './axes.queries.server.ts'
import { listDocumentChoices } from './documents.queries.server.ts'
import { engagementFields } from './engagement.fields.ts'
import { etatLuAt } from './engagement.rules.ts'
import { type EngagementInput, engagementInput, suiviInput } from './engagement.schema.ts'
import { EngagementForm, SuiviForm } from './engagement-form.tsx'
import { followEngagement, updateEngagement } from './engagements.commands.server.ts'
import { getEngagement } from './engagements.queries.server.ts'
import { EngagementBadge } from './engagements-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    const engagement = await getEngagement(tx, actor, args.params.id)
    const { documentId, organisationId, axeId } = engagement
    const ids = { document: [documentId], organisation: [organisationId], axe: [axeId] }
    const labels = await labelsFor(tx, ids)
    const canEdit = can(actor, 'strategie.modifier')
    return {
      engagement,
      lu: etatLuAt(engagement, at),
      facts: factsOf<EngagementInput>(engagementFields, engagement, labels),
      choices: canEdit
        ? {
            documents: await listDocumentChoices(tx, actor),
            organisations: await listOrganisationChoices(tx, actor),
            axes: await listAxeChoices(tx, actor, at),
          }
        : null,
      canFollow: can(actor, 'engagements.suivre', { organisationIds: [organisationId] }),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { id } = args.params
    const { organisationId } = await getEngagement(tx, actor, id)
    if (!can(actor, 'engagements.suivre', { organisationIds: [organisationId] })) throw new Forbidden()
    const version = versionOf(form)
    if (form.get('intention') === 'suivi')
      await followEngagement(tx, actor, id, { version, input: parseForm(suiviInput, form) })
    else await updateEngagement(tx, actor, id, { version, input: parseForm(engagementInput, form) })
    return redirectWith(`/t/${actor.territoireSlug}/engagements/${id}`, 'Engagement enregistré.')
  })
}

export default function Engagement({ loaderData, actionData, params }: Route.ComponentProps) {
  const { engagement, choices } = loaderData
  const form = { values: engagement, version: engagement.version, refused: refusedOf(actionData) }
  return (
    <>
      <title>Engagement · Maillage</title>
      <PageHead
        title="Engagement"
        lead={engagement.texte}
        crumbs={[{ to: `/t/${params.territoire}/engagements`, label: 'Engagements' }]}
        badges={<EngagementBadge etat={loaderData.lu} />}
      />
      <Card title="Repères">
        <Facts items={loaderData.facts} />
      </Card>
      {choices ? (
        <EngagementForm {...form} choices={choices} />
      ) : (
        loaderData.canFollow && <SuiviForm {...form} />
      )}
    </>
  )
}

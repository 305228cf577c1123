import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/candidature-new.route'
import { candidatureInput } from './candidature.schema.ts'
import { CandidatureForm } from './candidature-form.tsx'
import { createCandidature } from './candidatures.commands.server.ts'
import { listBidChoices } from './candidatures.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'candidatures.modifier', { organisationIds: [] })) throw new Forbidden()
    return listBidChoices(tx)
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const input = parseForm(candidatureInput, form)
    await createCandidature(tx, actor, input)
    return redirectWith(
      `/t/${actor.territoireSlug}/candidatures/${input.code}`,
      'L’espace de la candidature est ouvert.',
    )
  })
}

export default function CandidatureNew({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Nouvelle candidature · Maillage</title>
      <PageHead
        title="Nouvelle candidature"
        crumbs={[{ to: `/t/${params.territoire}/candidatures`, label: 'Candidatures' }]}
      />
      <CandidatureForm
        values={{}}
        version={1}
        organisations={loaderData.organisations}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/candidature-edit.route'
import { canEditCandidature } from './candidature.permissions.ts'
import { candidatureInput } from './candidature.schema.ts'
import { CandidatureForm } from './candidature-form.tsx'
import { updateCandidature } from './candidatures.commands.server.ts'
import { getCandidature, listBidChoices } from './candidatures.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const bid = await getCandidature(tx, actor, args.params.code)
    if (!canEditCandidature(actor, bid)) throw new Forbidden()
    return { bid, ...(await listBidChoices(tx)) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const input = parseForm(candidatureInput, form)
    await updateCandidature(tx, actor, args.params.code, { version: versionOf(form), input })
    return redirectWith(`/t/${actor.territoireSlug}/candidatures/${input.code}`, 'Modification enregistrée.')
  })
}

export default function CandidatureEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { bid, organisations } = loaderData
  const base = `/t/${params.territoire}/candidatures`
  return (
    <>
      <title>{`Modifier ${bid.titre} · Maillage`}</title>
      <PageHead
        title="Modifier la candidature"
        crumbs={[
          { to: base, label: 'Candidatures' },
          { to: `${base}/${bid.code}`, label: bid.titre },
        ]}
      />
      <CandidatureForm
        values={bid}
        version={bid.version}
        organisations={organisations}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

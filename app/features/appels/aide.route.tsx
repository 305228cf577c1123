import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/aide.route'
import { aideInput } from './aide.schema.ts'
import { AideEtatBadge, ConcerneBadge } from './aide-badges.tsx'
import { AideForm } from './aide-form.tsx'
import { AideFacts, AideTexts } from './aide-page.tsx'
import { decideAide } from './aides.commands.server.ts'
import { getAide, listAxesFor } from './aides.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'veille.lire')) throw new Forbidden()
    const aide = await getAide(tx, actor, args.params.id, at)
    const axes = await listAxesFor(tx, aide.id, at)
    return { aide, axes, canFollow: can(actor, 'veille.suivre') }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form, at }) => {
    await getAide(tx, actor, args.params.id, at)
    const input = parseForm(aideInput, form)
    await decideAide(tx, actor, args.params.id, { version: versionOf(form), input })
    return redirectWith(`/t/${actor.territoireSlug}/veille/${args.params.id}`, 'Décision enregistrée.')
  })
}

export default function Aide({ loaderData, actionData, params }: Route.ComponentProps) {
  const { aide, axes, canFollow } = loaderData
  return (
    <>
      <title>{`${aide.nom} · Maillage`}</title>
      <PageHead
        title={aide.nom}
        crumbs={[{ to: `/t/${params.territoire}/veille`, label: 'Veille des financements' }]}
        badges={
          <>
            <AideEtatBadge etat={aide.etat} /> <ConcerneBadge concerne={aide.concerne} />
          </>
        }
        lead={aide.financeurs.join(', ')}
      />
      <div className="grid-wide">
        <AideTexts aide={aide} />
        <div className="stack">
          {canFollow && (
            <AideForm key={aide.version} aide={aide} axes={axes} refused={refusedOf(actionData)} />
          )}
          <AideFacts aide={aide} axes={axes} />
        </div>
      </div>
    </>
  )
}

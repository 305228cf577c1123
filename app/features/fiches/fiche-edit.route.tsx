import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { discardDraft, findDraft } from '#app/platform/drafts.server.ts'
import { readAndNote, redirectWith, versionOf, write } from '#app/platform/http.server.ts'
import { listPresent, notePresence } from '#app/platform/presence.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import { PresenceNote, usePresence } from '#app/ui/presence.tsx'
import type { Route } from './+types/fiche-edit.route'
import { canEditFiche } from './fiche.permissions.ts'
import { ficheInput } from './fiche.schema.ts'
import { listFicheChoices } from './fiche-choices.server.ts'
import { saveFiche, withoutTheirs } from './fiche-conflict.server.ts'
import { conflictOf } from './fiche-conflict.ts'
import { ConflictScreen } from './fiche-conflict.tsx'
import { DraftedFicheForm } from './fiche-drafted-form.tsx'
import { getFiche } from './fiches.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return readAndNote(args, async ({ tx, actor, at }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    if (!canEditFiche(actor, fiche)) throw new Forbidden()
    const on = { entite: 'fiche', entiteId: fiche.id }
    await notePresence(tx, actor, { ...on, modifie: true })
    return {
      fiche,
      others: await listPresent(tx, actor, on),
      draft: await findDraft(tx, actor, on),
      isResumed: textParam(args.request, 'brouillon') === 'oui',
      choices: await listFicheChoices(tx, actor, at),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const fiche = await getFiche(tx, actor, args.params.code)
    const input = withoutTheirs(parseForm(ficheInput, form), form)
    const code = await saveFiche(tx, actor, fiche, { version: versionOf(form), input })
    await discardDraft(tx, actor, { entite: 'fiche', entiteId: fiche.id })
    return redirectWith(`/t/${actor.territoireSlug}/fiches/${code}`, 'Modifications enregistrées.')
  })
}

export default function FicheEdit({ loaderData, actionData, params }: Route.ComponentProps) {
  const { fiche } = loaderData
  const refused = refusedOf(actionData)
  const conflict = conflictOf(refused)
  const base = `/t/${params.territoire}/fiches`
  const others = usePresence(`${base}/${fiche.code}/presence`, true, loaderData.others)
  const crumbs = [
    { to: base, label: 'Fiches action' },
    { to: `${base}/${fiche.code}`, label: `${fiche.code} ${fiche.titre}` },
  ]
  return (
    <>
      <title>{`Modifier ${fiche.code} · Maillage`}</title>
      <PageHead title={`Modifier ${fiche.code}`} crumbs={crumbs} />
      <PresenceNote others={others} thing="cette fiche" />
      {conflict && refused ? (
        <ConflictScreen conflict={conflict} refused={refused} />
      ) : (
        <DraftedFicheForm
          {...loaderData}
          values={fiche}
          entiteId={fiche.id}
          version={fiche.version}
          refused={refused}
          territoire={params.territoire}
        />
      )}
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { discardDraft, findDraft } from '#app/platform/drafts.server.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { textParam } from '#app/platform/search-params.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/fiche-new.route'
import { emptyFiche, ficheInput } from './fiche.schema.ts'
import { listFicheChoices } from './fiche-choices.server.ts'
import { DraftedFicheForm } from './fiche-drafted-form.tsx'
import { createFiche } from './fiches.commands.server.ts'

const NEW = { entite: 'fiche', entiteId: 'nouvelle' }

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at }) => {
    if (!can(actor, 'fiches.creer')) throw new Forbidden()
    const carrier = can(actor, 'fiches.creer', {}) ? null : (actor.affectations[0]?.organisationId ?? null)
    const values = {
      ...emptyFiche,
      porteurId: carrier,
      axeId: textParam(args.request, 'axe') ?? null,
      parentId: textParam(args.request, 'programme') ?? null,
    }
    return {
      values,
      draft: await findDraft(tx, actor, NEW),
      isResumed: textParam(args.request, 'brouillon') === 'oui',
      choices: await listFicheChoices(tx, actor, at),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const { code } = await createFiche(tx, actor, parseForm(ficheInput, form))
    await discardDraft(tx, actor, NEW)
    return redirectWith(`/t/${actor.territoireSlug}/fiches/${code}`, `La fiche ${code} est créée.`)
  })
}

export default function FicheNew({ loaderData, actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/fiches`, label: 'Fiches action' }]
  return (
    <>
      <title>Nouvelle fiche action · Maillage</title>
      <PageHead
        title="Nouvelle fiche action"
        crumbs={crumbs}
        lead="Un titre suffit pour commencer ; le reste peut venir plus tard."
      />
      <DraftedFicheForm
        {...loaderData}
        entiteId={NEW.entiteId}
        version={1}
        refused={refusedOf(actionData)}
        territoire={params.territoire}
      />
    </>
  )
}

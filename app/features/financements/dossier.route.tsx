import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/dossier.route'
import { dossierAction, loadDossierPage } from './dossier-page.server.ts'
import { DossierView } from './dossier-view.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadDossierPage(args)
}

export async function action(args: Route.ActionArgs) {
  return dossierAction(args)
}

export default function DossierRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${loaderData.dossier.titre || 'Dossier'} · Maillage`}</title>
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <DossierView page={loaderData} base={`/t/${params.territoire}/financements`} refused={refused} />
    </>
  )
}

import { redirect } from 'react-router'
import type { Route } from './+types/dossier-fichiers.route'
import { receivePiece } from './dossier-fichiers.server.ts'
import { loadDossierPage } from './dossier-page.server.ts'

/** The documents are on the page of the dossier. */
export async function loader(args: Route.LoaderArgs) {
  const { dossier } = await loadDossierPage(args)
  return redirect(`/t/${args.params.territoire}/financements/dossiers/${dossier.id}`)
}

export async function action(args: Route.ActionArgs) {
  return receivePiece(args)
}

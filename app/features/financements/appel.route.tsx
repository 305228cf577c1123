import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/appel.route'
import { AppelHead, AppelRules, AppelText } from './appel-cards.tsx'
import { AppelPieces, Criteres, Enveloppes } from './appel-lists.tsx'
import { appelAction, loadAppelPage } from './appel-page.server.ts'
import { DossiersCard } from './dossiers-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadAppelPage(args)
}

export async function action(args: Route.ActionArgs) {
  return appelAction(args)
}

export default function AppelRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/financements`
  const refused = refusedOf(actionData)
  const props = { ...loaderData, base, refused }
  return (
    <>
      <title>{`${loaderData.appel.titre} · Maillage`}</title>
      <AppelHead {...props} />
      <AppelText appel={loaderData.appel} />
      <AppelRules appel={loaderData.appel} />
      <AppelPieces {...props} />
      {loaderData.seesMoney && <Criteres {...props} />}
      {loaderData.seesMoney && <Enveloppes {...props} />}
      <DossiersCard {...props} />
    </>
  )
}

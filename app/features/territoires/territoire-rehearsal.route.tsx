import { Forbidden } from '#app/lib/errors.ts'
import { forgetDeposit, getDeposit } from '#app/platform/deposits.server.ts'
import { read, redirectWith, type Visit, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/territoire-rehearsal.route'
import { readPlaceFile } from './place-file.server.ts'
import { confirmPlaces, IMPORT_LIEUX, rehearsePlaces } from './place-import.server.ts'
import { PlaceRehearsalView, shownOf } from './place-rehearsal.tsx'

async function rehearse({ tx, actor }: Visit, id: string) {
  if (!can(actor, 'territoire.modifier')) throw new Forbidden()
  const deposit = await getDeposit(tx, actor, IMPORT_LIEUX, id)
  const file = await readPlaceFile(deposit.file.path)
  return { deposit, rehearsed: await rehearsePlaces(tx, file, `Fichier « ${deposit.file.name} »`) }
}

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => {
    const { deposit, rehearsed } = await rehearse(visit, args.params.id)
    return { nom: deposit.file.name, shown: shownOf(rehearsed) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ form, ...visit }) => {
    const { tx, actor } = visit
    const { deposit, rehearsed } = await rehearse(visit, args.params.id)
    const isConfirmed = form.get('geste') === 'confirmer'
    const said = isConfirmed
      ? await confirmPlaces(tx, actor, rehearsed)
      : 'Fichier oublié : rien n’a été écrit.'
    await forgetDeposit(tx, actor, IMPORT_LIEUX, deposit)
    return redirectWith(`/t/${actor.territoireSlug}/territoire`, said)
  })
}

export default function TerritoireRehearsal({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/territoire`
  const crumbs = [
    { to: base, label: 'Communes et quartiers' },
    { to: `${base}/import`, label: 'Importer' },
  ]
  return (
    <>
      <title>Répétition de l’import · Maillage</title>
      <PageHead title="Répétition" crumbs={crumbs} lead={`${loaderData.nom} : rien n’est encore écrit.`} />
      <PlaceRehearsalView shown={loaderData.shown} refused={refusedOf(actionData)} />
    </>
  )
}

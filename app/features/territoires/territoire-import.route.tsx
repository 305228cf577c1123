import { Forbidden } from '#app/lib/errors.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/territoire-import.route'
import { PlaceFileForm } from './place-file-form.tsx'
import { IMPORT_LIEUX } from './place-import.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'territoire.modifier')) throw new Forbidden()
    return null
  })
}

export async function action(args: Route.ActionArgs) {
  return receiveDeposit(args, {
    entite: IMPORT_LIEUX,
    needs: 'territoire.modifier',
    to: '/territoire/import',
  })
}

export default function TerritoireImport({ actionData, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/territoire`, label: 'Communes et quartiers' }]
  return (
    <>
      <title>Importer des contours ou des quartiers · Maillage</title>
      <PageHead
        title="Importer des contours ou des quartiers"
        crumbs={crumbs}
        lead="Le contenu du fichier dit ce qu’il est. Une répétition montre tout avant d’écrire."
      />
      <PlaceFileForm refused={refusedOf(actionData)} />
    </>
  )
}

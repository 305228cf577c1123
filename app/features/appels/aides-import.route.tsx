import { Forbidden } from '#app/lib/errors.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/aides-import.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'veille.suivre')) throw new Forbidden()
    return null
  })
}

export async function action(args: Route.ActionArgs) {
  return receiveDeposit(args, { entite: 'import_aides', needs: 'veille.suivre', to: '/veille/importer' })
}

export default function AidesImport({ actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Importer des aides · Maillage</title>
      <PageHead
        title="Importer des aides"
        crumbs={[{ to: `/t/${params.territoire}/veille`, label: 'Veille des financements' }]}
        lead="Une page de l’API d’Aides-territoires, enregistrée telle quelle."
      />
      <UploadCard
        label="Réponse JSON de /api/aids/"
        accept=".json,application/json"
        hint="Chaque aide est reconnue à son numéro : une aide déjà connue est mise à jour, vos décisions restent. Les textes sont débarrassés de tout programme et de toute image."
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/organisations-import.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'organisations.modifier')) throw new Forbidden()
    return null
  })
}

export async function action(args: Route.ActionArgs) {
  return receiveDeposit(args, {
    entite: 'import_organisations',
    needs: 'organisations.modifier',
    to: '/organisations/importer',
  })
}

export default function OrganisationsImport({ actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Importer des organisations · Maillage</title>
      <PageHead
        title="Importer des organisations"
        crumbs={[{ to: `/t/${params.territoire}/organisations`, label: 'Organisations' }]}
        lead="Depuis un classeur ou un CSV : une répétition montre tout avant d’écrire."
      />
      <UploadCard
        label="Classeur (XLSX, ODS, XLS) ou CSV"
        hint="Une ligne par organisation, une ligne d’en-têtes. Une organisation connue par son identifiant, son SIRET, son RNA ou son nom exact est mise à jour ; un export se réimporte tel quel. 30 Mo au plus."
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { Forbidden } from '#app/lib/errors.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/attributions-import.route'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ actor }) => {
    if (!can(actor, 'subventions.importer')) throw new Forbidden()
    return null
  })
}

export async function action(args: Route.ActionArgs) {
  return receiveDeposit(args, {
    entite: 'import_attributions',
    needs: 'subventions.importer',
    to: '/subventions/importer',
  })
}

export default function AttributionsImport({ actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Importer des subventions · Maillage</title>
      <PageHead
        title="Importer des subventions publiées"
        crumbs={[{ to: `/t/${params.territoire}/subventions`, label: 'Subventions publiées' }]}
        lead="Le fichier d’une collectivité, tel qu’elle le publie : rien n’est écrit avant que vous ayez tout vu."
      />
      <UploadCard
        label="Fichier CSV, XLSX, ODS ou XLS"
        hint="Format SCDL (toutes versions) ou tableau local : les colonnes sont reconnues à leur nom. Un numéro SIRET abîmé est gardé tel quel et signalé ; aucune ligne n’est écartée sans que sa raison soit dite. 30 Mo au plus."
        refused={refusedOf(actionData)}
      />
    </>
  )
}

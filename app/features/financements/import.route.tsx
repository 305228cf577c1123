import { Forbidden } from '#app/lib/errors.ts'
import { formatCount } from '#app/lib/text.ts'
import { receiveDeposit } from '#app/platform/deposit-route.server.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { UploadCard } from '#app/ui/import.tsx'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/import.route'
import { canEditAppels } from './financements.permissions.ts'
import { undoProgrammation } from './import-annulation.server.ts'
import { PastImports } from './import-panels.tsx'
import { listImportsProgrammation } from './import-repetition.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!canEditAppels(actor)) throw new Forbidden()
    return { imports: await listImportsProgrammation(tx) }
  })
}

export async function action(args: Route.ActionArgs) {
  if (args.request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return receiveDeposit(args, {
      entite: 'import_dossiers',
      needs: 'appelsAProjets.modifier',
      to: '/financements/import',
    })
  return write(args, async ({ tx, actor, form }) => {
    const { undone, left } = await undoProgrammation(tx, actor, String(form.get('lot')))
    const rest =
      left > 0
        ? ` ${formatCount(left, 'dossier repris depuis est laissé', 'dossiers repris depuis sont laissés')} tels quels.`
        : ''
    return redirectWith(
      `/t/${actor.territoireSlug}/financements/import`,
      `Import annulé : ${formatCount(undone, 'dossier retiré', 'dossiers retirés')}.${rest}`,
    )
  })
}

export default function ImportProgrammation({ loaderData, actionData, params }: Route.ComponentProps) {
  return (
    <>
      <title>Reprendre une programmation · Maillage</title>
      <PageHead
        title="Reprendre une programmation passée"
        crumbs={[{ to: `/t/${params.territoire}/financements`, label: 'Financements' }]}
        lead="Le tableau de programmation d’une année, ou un export de la plateforme de l’État, tel qu’il est : rien n’est écrit avant que vous ayez tout vu."
      />
      <UploadCard
        label="Classeur (XLSX, ODS, XLS) ou CSV"
        hint="Une ligne par action et une colonne par financeur, ou une ligne par financeur. Une cellule comme « 5000 droit commun + 4000 CdV » est lue en deux montants ; les totaux sont vérifiés et laissés. 30 Mo au plus."
        refused={refusedOf(actionData)}
      />
      {loaderData.imports.length > 0 && <PastImports imports={loaderData.imports} />}
    </>
  )
}

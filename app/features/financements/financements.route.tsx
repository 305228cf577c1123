import { Forbidden } from '#app/lib/errors.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { Empty, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/financements.route'
import { etatAt } from './appel.rules.ts'
import { listAppels } from './appels.queries.server.ts'
import { AppelsTable } from './appels-table.tsx'
import { canReadChiffres } from './chiffres-faits.server.ts'
import { listDossiers } from './dossiers.queries.server.ts'
import { DossiersCard } from './dossiers-table.tsx'
import { canEditAppels, carriersOf } from './financements.permissions.ts'
import { FinancementsGestes } from './financements-gestes.tsx'

export async function loader(args: Route.LoaderArgs) {
  const now = args.context.get(servicesContext).now()
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'appelsAProjets.lire')) throw new Forbidden()
    const appels = (await listAppels(tx, actor, now)).map((its) => ({ ...its, etat: etatAt(its, now) }))
    const isCarrier = can(actor, 'dossiers.deposer') && carriersOf(actor) !== null
    return {
      appels,
      dossiers: isCarrier ? await listDossiers(tx, actor) : [],
      canEdit: canEditAppels(actor),
      readsFigures: canReadChiffres(actor),
      readsEfforts: can(actor, 'equipe.lire'),
      seesTotals: can(actor, 'dossiers.instruire'),
    }
  })
}

export default function Financements({ loaderData, params }: Route.ComponentProps) {
  const { appels, dossiers, canEdit, readsFigures, readsEfforts, seesTotals } = loaderData
  const base = `/t/${params.territoire}/financements`
  const gestes = (
    <FinancementsGestes
      base={base}
      canEdit={canEdit}
      readsFigures={readsFigures}
      readsEfforts={readsEfforts}
    />
  )
  return (
    <>
      <title>Financements · Maillage</title>
      <PageHead
        title="Financements"
        lead="Les appels à projets du territoire : qui peut demander, pour quoi, jusqu’à quand."
        actions={gestes}
      />
      <DossiersCard dossiers={dossiers} base={base} />
      {appels.length === 0 ? (
        <Empty title="Aucun appel à projets pour l’instant." action={gestes}>
          Ils apparaîtront ici dès leur ouverture.
        </Empty>
      ) : (
        <AppelsTable appels={appels} base={base} seesTotals={seesTotals} />
      )}
    </>
  )
}

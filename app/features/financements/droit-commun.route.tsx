import { listAxeChoices } from '#app/features/strategies/index.server.ts'
import { listCommuneChoices } from '#app/features/territoires/index.server.ts'
import { Forbidden } from '#app/lib/errors.ts'
import { read } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/droit-commun.route'
import { canReadChiffres, porteeOf, porteePublique } from './chiffres-faits.server.ts'
import { effortAction, effortAsked, listDeclarants } from './droit-commun.server.ts'
import { CompteurCard, CompteurForm, DeclareCard, EffortsCard } from './droit-commun.tsx'
import { canDeclareEffort, canVerifyEffort, listEfforts, loadCompteur } from './efforts.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const asked = effortAsked(new URL(args.request.url).searchParams)
  return read(args, async ({ tx, actor, at, today }) => {
    if (!can(actor, 'equipe.lire')) throw new Forbidden()
    const portee = canReadChiffres(actor) ? porteeOf(actor) : porteePublique
    return {
      asked,
      annee: Number(today.slice(0, 4)),
      compteur: await loadCompteur(tx, portee, asked),
      efforts: (await listEfforts(tx, asked)).map((its) => ({
        ...its,
        mine: canDeclareEffort(actor, its.organisationId),
      })),
      axes: await listAxeChoices(tx, actor, at),
      communes: await listCommuneChoices(tx),
      declarants: canDeclareEffort(actor) ? await listDeclarants(tx, actor) : [],
      canVerify: canVerifyEffort(actor),
    }
  })
}

export const action = (args: Route.ActionArgs) => effortAction(args)

export default function DroitCommun({ loaderData, actionData, params }: Route.ComponentProps) {
  const { asked, annee, compteur, efforts, axes, communes, declarants, canVerify } = loaderData
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Droit commun · Maillage</title>
      <PageHead
        title="Mobilisation du droit commun"
        crumbs={[{ to: `/t/${params.territoire}/financements`, label: 'Financements' }]}
        lead="Ce que chaque signataire dit mettre de ses moyens ordinaires, ce qui a été vérifié, et ce qu’il a décidé dans la programmation."
      />
      <CompteurForm asked={asked} axes={axes} communes={communes} annee={annee} />
      <CompteurCard rows={compteur} />
      <EffortsCard efforts={efforts} canVerify={canVerify} />
      {declarants.length > 0 && (
        <DeclareCard choices={{ axes, communes, declarants }} annee={annee} refused={refused} />
      )}
    </>
  )
}

import { refusedOf } from '#app/platform/refused-form.ts'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/dossier-etape.route'
import { DepotStep } from './dossier-depot.tsx'
import { loadStep, stepAction } from './dossier-etape.server.ts'
import { PiecesStep } from './dossier-pieces.tsx'
import { StepForm } from './dossier-step-form.tsx'
import { Steps } from './dossier-steps.tsx'
import { LateReports } from './dossier-view.tsx'

export async function loader(args: Route.LoaderArgs) {
  return loadStep(args)
}

export async function action(args: Route.ActionArgs) {
  return stepAction(args)
}

export default function DossierEtape({ loaderData, actionData, params }: Route.ComponentProps) {
  const { dossier, step, steps, closed, typed } = loaderData
  const refused = refusedOf(actionData)
  const territoire = `/t/${params.territoire}`
  const base = `${territoire}/financements`
  const label = steps.find((its) => its.step === step)?.label ?? ''
  const crumbs = [
    { to: base, label: 'Financements' },
    { to: `${base}/appels/${dossier.appelCode}`, label: loaderData.appel.titre },
    { to: `${base}/dossiers/${dossier.id}`, label: dossier.titre || 'Dossier sans titre' },
  ]
  return (
    <>
      <title>{`${label} · Maillage`}</title>
      <PageHead title={label} crumbs={crumbs} />
      {dossier.etat === 'brouillon' ? (
        <>
          <Steps {...loaderData} base={`${base}/dossiers/${dossier.id}`} />
          <LateReports late={loaderData.late} base={base} />
          {closed && <Notice tone="warning">{closed}</Notice>}
          {typed && (
            <StepForm key={step} data={typed} draftUrl={`${territoire}/brouillon`} refused={refused} />
          )}
          {step === 'pieces' && <PiecesStep page={loaderData} refused={refused} />}
          {step === 'depot' && <DepotStep page={loaderData} refused={refused} />}
        </>
      ) : (
        <Notice>Ce dossier est déposé ou à la signature : il ne se modifie plus ici.</Notice>
      )}
    </>
  )
}

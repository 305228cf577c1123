import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/candidature-dossier.route'
import { useBid } from './candidature-context.ts'
import { DossierPanels } from './candidature-dossier.tsx'
import { candidatureAction } from './candidature-intents.server.ts'

export async function action(args: Route.ActionArgs) {
  return candidatureAction(args)
}

export default function CandidatureDossier({ actionData }: Route.ComponentProps) {
  return <DossierPanels {...useBid()} refused={refusedOf(actionData)} />
}

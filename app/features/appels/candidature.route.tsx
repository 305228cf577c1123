import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/candidature.route'
import { useBid } from './candidature-context.ts'
import { candidatureAction } from './candidature-intents.server.ts'
import { OverviewPanels } from './candidature-overview.tsx'

export async function action(args: Route.ActionArgs) {
  return candidatureAction(args)
}

export default function CandidatureOverview({ actionData }: Route.ComponentProps) {
  return <OverviewPanels {...useBid()} refused={refusedOf(actionData)} />
}

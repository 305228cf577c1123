import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/candidature-consortium.route'
import { ConsortiumPanels } from './candidature-consortium.tsx'
import { useBid } from './candidature-context.ts'
import { candidatureAction } from './candidature-intents.server.ts'

export async function action(args: Route.ActionArgs) {
  return candidatureAction(args)
}

export default function CandidatureConsortium({ actionData }: Route.ComponentProps) {
  return <ConsortiumPanels {...useBid()} refused={refusedOf(actionData)} />
}

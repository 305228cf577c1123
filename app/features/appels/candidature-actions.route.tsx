import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/candidature-actions.route'
import { ActionsPanels } from './candidature-actions.tsx'
import { useBid } from './candidature-context.ts'
import { candidatureAction } from './candidature-intents.server.ts'

export async function action(args: Route.ActionArgs) {
  return candidatureAction(args)
}

export default function CandidatureActions({ actionData }: Route.ComponentProps) {
  return <ActionsPanels {...useBid()} refused={refusedOf(actionData)} />
}

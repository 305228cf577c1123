import { refusedOf } from '#app/platform/refused-form.ts'
import type { Route } from './+types/candidature-budget.route'
import { BudgetPanels } from './candidature-budget.tsx'
import { useBid } from './candidature-context.ts'
import { candidatureAction } from './candidature-intents.server.ts'

export async function action(args: Route.ActionArgs) {
  return candidatureAction(args)
}

export default function CandidatureBudget({ actionData }: Route.ComponentProps) {
  return <BudgetPanels {...useBid()} refused={refusedOf(actionData)} />
}

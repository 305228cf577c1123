import { Outlet } from 'react-router'
import { actorContext, datesOf } from '#app/platform/http.server.ts'
import { roleNames } from '#app/platform/permissions.ts'
import { enterTerritoire } from '#app/platform/session.server.ts'
import { Shell } from '#app/ui/shell.tsx'
import type { Route } from './+types/territoire.layout'
import { navigationOf } from './navigation.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context, params }) => {
    await enterTerritoire({ request, context, slug: params.territoire })
  },
]

// No query here: what the frame shows is what the door already knows.
export function loader(args: Route.LoaderArgs) {
  const actor = args.context.get(actorContext)
  const roles = [
    ...new Set(
      actor.affectations.map(
        (affectation) => `${roleNames[affectation.role]}, ${affectation.organisationNom}`,
      ),
    ),
  ].join(' ; ')
  return { actor, roles, ...datesOf(args) }
}

export default function TerritoireLayout({ loaderData: { actor, roles, at, today } }: Route.ComponentProps) {
  const base = `/t/${actor.territoireSlug}`
  return (
    <Shell
      territoire={{ nom: actor.territoireNom, base }}
      personne={{ nom: actor.nom, roles }}
      groups={navigationOf(actor, base)}
      at={at}
      today={today}
    >
      <Outlet />
    </Shell>
  )
}

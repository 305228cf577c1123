import { Outlet } from 'react-router'
import { read } from '#app/platform/http.server.ts'
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

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const territoire = await tx.selectFrom('territoire').select(['nom', 'slug']).executeTakeFirstOrThrow()
    const roles = [
      ...new Set(
        actor.affectations.map(
          (affectation) => `${roleNames[affectation.role]}, ${affectation.organisationNom}`,
        ),
      ),
    ].join(' ; ')
    return { territoire, actor, personne: { nom: actor.nom, roles }, at, today }
  })
}

export default function TerritoireLayout({
  loaderData: { territoire, actor, personne, at, today },
}: Route.ComponentProps) {
  const base = `/t/${territoire.slug}`
  return (
    <Shell
      territoire={{ nom: territoire.nom, base }}
      personne={personne}
      groups={navigationOf(actor, base)}
      at={at}
      today={today}
    >
      <Outlet />
    </Shell>
  )
}

import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/accueil.route'

export function loader(_: Route.LoaderArgs) {
  return null
}

export default function Accueil(_: Route.ComponentProps) {
  return (
    <>
      <title>Accueil · Maillage</title>
      <PageHead title="Accueil" />
    </>
  )
}

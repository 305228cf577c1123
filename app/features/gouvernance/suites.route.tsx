import { data } from 'react-router'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/suites.route'
import { type SuitesEtat, suitesEtats } from './seance.schema.ts'
import { closeSuite } from './seances.commands.server.ts'
import { listAllSuites } from './suites.queries.server.ts'
import { SuitesFilter, SuitesTable } from './suites-table.tsx'

export async function loader(args: Route.LoaderArgs) {
  const asked = new URL(args.request.url).searchParams.get('etat') ?? 'a_faire'
  if (!isSuitesEtat(asked)) throw data({ message: 'Ce filtre n’existe pas.' }, { status: 404 })
  return read(args, async ({ tx, actor, today }) => ({
    etat: asked,
    today,
    suites: await listAllSuites(tx, actor, { etat: asked, today }),
    canHold: can(actor, 'seances.tenir'),
  }))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const etat = form.has('abandonner') ? 'abandonnee' : 'faite'
    await closeSuite(tx, actor, String(form.get('suite') ?? ''), etat)
    return redirectWith(`/t/${actor.territoireSlug}/suites`, 'Suite mise à jour.')
  })
}

export default function Suites({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>Suites à donner · Maillage</title>
      <PageHead
        title="Suites à donner"
        crumbs={[{ to: `${base}/instances`, label: 'Instances' }]}
        lead="Ce que les séances ont laissé à faire, par qui et avant quand. Les plus proches d’abord."
      />
      <SuitesFilter etat={loaderData.etat} />
      <SuitesTable {...loaderData} base={base} />
    </>
  )
}

function isSuitesEtat(asked: string): asked is SuitesEtat {
  return asked in suitesEtats
}

import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-agenda.route'
import { listMoments, publicCalendar } from './agenda.server.ts'
import { readPortail } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { config, now: clock } = args.context.get(servicesContext)
  const [now, { territoire }] = [clock(), args.params]
  const { nom, moments } = await readPortail(args, territoire, async (tx, portail) => ({
    nom: portail.nom,
    moments: await listMoments(tx, now),
  }))
  const body = publicCalendar(`Projet de cohésion sociale · ${nom}`, moments, {
    base: `${config.publicUrl}/p/${territoire}`,
    now,
  })
  return new Response(body, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'public, max-age=300' },
  })
}

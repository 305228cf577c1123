import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/agenda.route'
import { findFeedDate, listAgenda, renewFeed, withdrawFeed } from './agenda.server.ts'
import { AgendaFeedCard, AgendaList } from './agenda-cards.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => ({
    seances: await listAgenda(tx, actor, today),
    feedDate: await findFeedDate(tx, actor),
  }))
}

export async function action(args: Route.ActionArgs) {
  const { config } = args.context.get(servicesContext)
  return write(args, async ({ tx, actor, form }) => {
    if (form.has('retirer')) {
      await withdrawFeed(tx, actor)
      return redirectWith(
        `/t/${actor.territoireSlug}/agenda`,
        'Adresse retirée : elle n’ouvre plus votre agenda.',
      )
    }
    return { url: `${config.publicUrl}/agenda/${await renewFeed(tx, actor)}/seances.ics` }
  })
}

export default function Agenda({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const url = actionData && 'url' in actionData ? actionData.url : null
  return (
    <>
      <title>Mon agenda · Maillage</title>
      <PageHead
        title="Mon agenda"
        crumbs={[{ to: `${base}/instances`, label: 'Instances' }]}
        lead="Les séances à venir qui vous concernent."
      />
      <div className="grid-wide">
        <AgendaList seances={loaderData.seances} base={base} />
        <AgendaFeedCard url={url} feedDate={loaderData.feedDate} />
      </div>
    </>
  )
}

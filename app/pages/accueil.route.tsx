import { countLateSuites, listSilentInstances } from '#app/features/gouvernance/index.server.ts'
import { formatDateLong } from '#app/lib/dates.ts'
import { noteVisit } from '#app/platform/activity.server.ts'
import { read, readAndNote, servicesContext } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/accueil.route'
import {
  listChanged,
  listComing,
  listDocumentsRunning,
  listStanding,
  listWaiting,
} from './accueil.queries.server.ts'
import {
  ChangedPanel,
  ComingPanel,
  DocumentsPanel,
  SilentPanel,
  StandingPanel,
  WaitingPanel,
} from './accueil-panels.tsx'

const FIRST_VISIT_DAYS = 30

export async function loader(args: Route.LoaderArgs) {
  const now = args.context.get(servicesContext).now()
  const before = await readAndNote(args, ({ tx, actor }) => noteVisit(tx, actor, now))
  return read(args, async ({ tx, actor, at, today }) => {
    const home = { tx, actor, at, isToday: at === today }
    const since = before ?? new Date(now.getTime() - FIRST_VISIT_DAYS * 86_400_000)
    return {
      prenom: actor.nom,
      at,
      isToday: at === today,
      firstVisit: before === null,
      since: since.toISOString(),
      waiting: await listWaiting(home),
      changed: await listChanged(home, since),
      coming: await listComing(home),
      standing: await listStanding(home),
      documents: await listDocumentsRunning(home),
      silent: can(actor, 'seances.tenir') ? await listSilentInstances(tx, actor, at) : [],
      lateSuites: can(actor, 'seances.tenir') ? await countLateSuites(tx, actor, today) : 0,
    }
  })
}

export default function Accueil({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { at, isToday } = loaderData
  return (
    <>
      <title>Accueil · Maillage</title>
      <PageHead
        title={isToday ? 'Bonjour' : `Le projet au ${formatDateLong(at)}`}
        lead="Ce qui vous attend, ce qui a changé, ce qui vient, où en est le projet."
      />
      <div className="grid-wide">
        <div className="stack">
          <StandingPanel base={base} standing={loaderData.standing} at={at} isToday={isToday} />
          <DocumentsPanel base={base} documents={loaderData.documents} at={at} isToday={isToday} />
        </div>
        <div className="stack">
          <WaitingPanel base={base} waiting={loaderData.waiting} />
          <SilentPanel base={base} silent={loaderData.silent} lateSuites={loaderData.lateSuites} />
          <ComingPanel base={base} coming={loaderData.coming} />
          <ChangedPanel
            base={base}
            changed={loaderData.changed}
            firstVisit={loaderData.firstVisit}
            since={new Date(loaderData.since)}
          />
        </div>
      </div>
    </>
  )
}

import { formatDateWithWeekday } from '#app/lib/dates.ts'
import { formatHour } from '#app/lib/paris-time.ts'
import { read, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/seance.route'
import { seanceEtats } from './seance.schema.ts'
import { AgendaCard } from './seance-agenda.tsx'
import { CallCard, MoveCard, OutputsCard } from './seance-call.tsx'
import { seanceAction } from './seance-intents.server.ts'
import { loadSeance } from './seance-page.server.ts'
import { PresenceCard } from './seance-presence.tsx'
import { SuitesCard } from './seance-suites.tsx'
import { PollCard } from './sondage-cards.tsx'
import './gouvernance.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, (visit) => loadSeance(visit, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  const { config, now } = args.context.get(servicesContext)
  const sending = { publicUrl: config.publicUrl, from: config.mailFrom, now: now() }
  return write(args, (visit) => seanceAction(visit, args.params.id, sending))
}

const tones = { preparation: 'ochre', convoquee: 'brand', tenue: 'green', annulee: 'neutral' } as const

export default function Seance({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { seance } = page
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${seance.titre} · Maillage`}</title>
      <PageHead
        title={seance.titre}
        crumbs={[
          { to: `${base}/instances`, label: 'Instances' },
          { to: `${base}/instances/${seance.instanceId}`, label: seance.instance },
        ]}
        lead={`${formatDateWithWeekday(seance.jour)} à ${formatHour(seance.heure)}${seance.lieu ? `, ${seance.lieu}` : ''}`}
        badges={
          <>
            <Badge tone={tones[seance.etat]}>{seanceEtats[seance.etat]}</Badge>{' '}
            {seance.exemple && <Exemple />}
          </>
        }
        actions={
          <a className="btn" href={`${seance.id}/feuille/pdf`} download>
            Feuille de présence
          </a>
        }
      />
      {seance.etat === 'annulee' && <Notice tone="warning">{`Annulée : ${seance.motifAnnulation}`}</Notice>}
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <div className="grid-wide">
        <div className="stack">
          <AgendaCard page={page} base={base} refused={refused} />
          <PresenceCard page={page} />
          <SuitesCard page={page} refused={refused} />
        </div>
        <div className="stack">
          <OutputsCard page={page} />
          <PollCard page={page} />
          <CallCard page={page} />
          <MoveCard page={page} refused={refused} />
        </div>
      </div>
    </>
  )
}

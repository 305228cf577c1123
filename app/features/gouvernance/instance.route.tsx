import { CalendarPlus, Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Card, Exemple, Facts, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/instance.route'
import { instanceNatures } from './instance.schema.ts'
import { instanceAction } from './instance-intents.server.ts'
import { loadInstance } from './instance-page.server.ts'
import { MembersCard, SeancesCard, StoppedCard } from './instance-panels.tsx'
import { PulseBadge, PulsePicture, pulseSentence } from './pulse-words.tsx'
import { SiegeCard } from './siege-card.tsx'
import './gouvernance.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, (visit) => loadInstance(visit, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => instanceAction(visit, args.params.id))
}

export default function Instance({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const { instance, pulse } = page
  return (
    <>
      <title>{`${instance.nom} · Maillage`}</title>
      <PageHead
        title={instance.nom}
        crumbs={[{ to: `${base}/instances${au}`, label: 'Instances' }]}
        lead={instance.objet}
        badges={
          <>
            <Badge>{instanceNatures[instance.nature]}</Badge> <PulseBadge pulse={pulse} />{' '}
            {instance.exemple && <Exemple />}
          </>
        }
        actions={
          <>
            {page.canHold && (
              <Link className="btn primary" to="seances/nouvelle">
                <CalendarPlus aria-hidden size={18} /> Préparer une séance
              </Link>
            )}
            {page.canSteer && (
              <Link className="btn" to="modifier">
                <Pencil aria-hidden size={16} /> Modifier
              </Link>
            )}
          </>
        }
      />
      <Card title="Pouls">
        <PulsePicture pulse={pulse} seances={page.meetings} at={page.at} />
        <p>{pulseSentence(pulse)}</p>
      </Card>
      <div className="grid-wide">
        <div className="stack">
          <SeancesCard seances={page.seances} base={base} />
          <MembersCard members={page.members} base={base} canSteer={page.canSteer} />
        </div>
        <div className="stack">
          <Card title="Repères">
            <Facts items={page.facts} />
          </Card>
          <StoppedCard list={page.stopped} />
          {page.canSteer && <SiegeCard choices={page.choices} at={page.at} refused={refusedOf(actionData)} />}
        </div>
      </div>
    </>
  )
}

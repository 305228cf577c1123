import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport.route'
import { DocumentView, FormatLinks } from './document-view.tsx'
import { publicationCard } from './publications.queries.server.ts'
import { PublishCard } from './publish-card.tsx'
import { rapportDocument } from './rapport.document.ts'
import { missingParts, remindersOf } from './rapport.rules.ts'
import { rapportEtats } from './rapport.schema.ts'
import { AvisCard, ConsultCard, DebatCard, StepsCard } from './rapport-cards.tsx'
import { rapportAction } from './rapport-intents.server.ts'
import { listToConsult, loadRapport } from './rapports.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { id } = args.params
  return read(args, async (visit) => {
    const { tx, actor, today } = visit
    const matter = await loadRapport(tx, actor, id, today)
    const { rapport, avis, actions, cadre } = matter
    const document = parseDocument(rapportDocument(matter, { issuer: actor.territoireNom, date: today }))
    return {
      title: document.title,
      html: renderFragment(document),
      etat: rapport.etat,
      exemple: rapport.exemple,
      debat: { debattuLe: rapport.debattuLe, suites: rapport.suites },
      avis,
      missing: missingParts(rapport, actions.length),
      reminders: remindersOf(rapport),
      toConsult:
        rapport.etat === 'debattu' ? [] : await listToConsult(tx, id, cadre.perimetre?.communes ?? []),
      today,
      canPublish: can(actor, 'publications.publier'),
      publication: await publicationCard(visit, { nature: 'rapport', id }),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const sentence = await rapportAction(visit, args.params.id, now)
    return redirectWith(`/t/${args.params.territoire}/publications/rapports/${args.params.id}`, sentence)
  })
}

export default function Rapport({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  const { title, html, etat, exemple, publication } = loaderData
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: 'Rapport annuel' }]}
        badges={
          <>
            <Badge tone={etat === 'debattu' ? 'green' : 'ochre'}>{rapportEtats[etat]}</Badge>
            {exemple && <Exemple />}
          </>
        }
        actions={<FormatLinks base={`${base}/rapports/${params.id}`} />}
      />
      <div className="sheet-page">
        <DocumentView html={html} />
        <div className="stack">
          <StepsCard {...loaderData} editTo={`${base}/rapports/${params.id}/modifier`} />
          <ConsultCard {...loaderData} refused={refused} />
          <AvisCard {...loaderData} refused={refused} />
          <DebatCard {...loaderData} refused={refused} />
          <PublishCard {...publication} />
        </div>
      </div>
    </>
  )
}

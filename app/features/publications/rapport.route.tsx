import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Badge, Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/rapport.route'
import { FormatLinks } from './document-view.tsx'
import { PublishCard } from './publish-card.tsx'
import { rapportEtats } from './rapport.schema.ts'
import { AvisCard, ConsultCard, DebatCard, StepsCard } from './rapport-cards.tsx'
import { rapportAction } from './rapport-intents.server.ts'
import { loadRapportPage } from './rapport-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, (visit) => loadRapportPage(visit, args.params.id))
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
          <StepsCard {...loaderData} writeTo={`/t/${params.territoire}/textes/rapport/${params.id}`} />
          <ConsultCard {...loaderData} refused={refused} />
          <AvisCard {...loaderData} refused={refused} />
          <DebatCard {...loaderData} refused={refused} />
          <PublishCard {...publication} />
        </div>
      </div>
    </>
  )
}

import { parseDocument } from '#app/platform/documents/document.schema.ts'
import { renderFragment } from '#app/platform/documents/html.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/experience.route'
import { FormatLinks } from './document-view.tsx'
import { experienceDocument } from './experience.document.ts'
import { experienceEtats } from './experience.schema.ts'
import { BlocsCard, MovesCard } from './experience-cards.tsx'
import { experienceAction } from './experience-intents.server.ts'
import { loadExperience, sheetValues } from './experiences.queries.server.ts'
import { publicationCard } from './publications.queries.server.ts'
import { PublishCard } from './publish-card.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => {
    const { tx, actor, today } = visit
    const { sheet, ...page } = await loadExperience(tx, actor, args.params.id, today)
    const matter = { sheet: sheetValues(sheet), blocs: sheet.blocs, issuer: actor.territoireNom }
    const { titre, etat, exemple, relecture, blocs } = sheet
    const html = renderFragment(parseDocument(experienceDocument(matter)))
    const publication = await publicationCard(visit, { nature: 'experience', id: sheet.id })
    return { ...page, titre, etat, exemple, relecture, blocs, html, publication }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const said = await experienceAction(visit, args.params.id, now)
    const base = `/t/${visit.actor.territoireSlug}/publications`
    return redirectWith(said.gone ? base : `${base}/experiences/${args.params.id}`, said.sentence)
  })
}

export default function Experience({ loaderData, actionData, params }: Route.ComponentProps) {
  const { titre, etat, exemple, html } = loaderData
  const base = `/t/${params.territoire}/publications`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: 'Fiche d’expérience' }]}
        badges={
          <>
            <Badge tone={etat === 'relue' ? 'green' : 'ochre'}>{experienceEtats[etat]}</Badge>
            {exemple && <Exemple />}
          </>
        }
        actions={<FormatLinks base={`${base}/experiences/${params.id}`} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <div className="sheet-page">
        <DocumentView html={html} />
        <div className="stack">
          <MovesCard
            {...loaderData}
            editTo={`${base}/experiences/${params.id}/modifier`}
            writeTo={`/t/${params.territoire}/textes/experience/${params.id}`}
          />
          <PublishCard {...loaderData.publication} />
          <BlocsCard {...loaderData} />
        </div>
      </div>
    </>
  )
}

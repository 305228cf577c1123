import { renderFragment } from '#app/platform/documents/html.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/produit.route'
import { FormatLinks, SisterLink } from './document-view.tsx'
import { produce, publishIntent, targetOf } from './produits.server.ts'
import { publicationCard } from './publications.queries.server.ts'
import { PublishCard } from './publish-card.tsx'

export async function loader(args: Route.LoaderArgs) {
  const { sorte, cle } = args.params
  return read(args, async (visit) => {
    const document = await produce(visit, sorte, cle)
    const { title, subtitle, kind } = document
    const target = await targetOf(visit, sorte, cle)
    return {
      title,
      subtitle,
      kind,
      html: renderFragment(document),
      publication: target && (await publicationCard(visit, target)),
      au: visit.at === visit.today ? null : visit.at,
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const { sorte, cle, territoire } = args.params
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const sentence = await publishIntent(visit, { sorte, cle, now })
    return redirectWith(`/t/${territoire}/publications/produits/${sorte}/${cle}`, sentence)
  })
}

export default function ProduitPage({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  const { title, subtitle, kind, html, au, publication } = loaderData
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`${kind} : ${title} · Maillage`}</title>
      <PageHead
        title={title}
        lead={subtitle}
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: kind }]}
        badges={
          params.sorte.startsWith('fiche-') && (
            <SisterLink base={base} sorte={params.sorte} cle={params.cle} />
          )
        }
        actions={<FormatLinks base={`${base}/produits/${params.sorte}/${params.cle}`} au={au} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <div className="sheet-page">
        <DocumentView html={html} />
        {publication && (
          <div className="stack">
            <PublishCard {...publication} />
          </div>
        )}
      </div>
    </>
  )
}

import { renderFragment } from '#app/platform/documents/html.ts'
import { read } from '#app/platform/http.server.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/produit.route'
import { DocumentView, FormatLinks } from './document-view.tsx'
import { produce } from './produits.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async (visit) => {
    const document = await produce(visit, args.params.sorte, args.params.cle)
    const { title, subtitle, kind } = document
    return {
      title,
      subtitle,
      kind,
      html: renderFragment(document),
      au: visit.at === visit.today ? null : visit.at,
    }
  })
}

export default function ProduitPage({ loaderData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  const { title, subtitle, kind, html, au } = loaderData
  return (
    <>
      <title>{`${kind} : ${title} · Maillage`}</title>
      <PageHead
        title={title}
        lead={subtitle}
        crumbs={[{ to: base, label: 'Rendre compte' }, { label: kind }]}
        actions={<FormatLinks base={`${base}/produits/${params.sorte}/${params.cle}`} au={au} />}
      />
      <DocumentView html={html} />
    </>
  )
}

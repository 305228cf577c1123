import { countByAxeAndState } from '#app/features/fiches/index.server.ts'
import { countEngagements, documentAction, loadDocument } from '#app/features/strategies/index.server.ts'
import {
  AvenantsCard,
  DocumentDesk,
  EtatPath,
  PerimetreCard,
  SignatairesCard,
  TwinsCard,
} from '#app/features/strategies/index.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { FilesCard } from '#app/ui/attached-files.tsx'
import { Card, Exemple, PageHead } from '#app/ui/page.tsx'
import { useAu } from '#app/ui/use-au.ts'
import type { Route } from './+types/document.route'
import { DocumentActions } from './document-actions.tsx'
import { AxesCard, FactsCard, RelationsCard } from './document-panels.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, at, today }) => {
    const page = await loadDocument(tx, actor, args.params.code, { at, today })
    const counts = await countByAxeAndState(tx, actor, at === today ? {} : { at })
    return { page, counts, engagements: await countEngagements(tx, { documentId: page.document.id, at }) }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => documentAction(visit, args.params.code))
}

export default function Document({
  loaderData: { page, counts, engagements },
  actionData,
  params,
}: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const au = useAu()
  const { document } = page
  return (
    <>
      <title>{`${document.titre} · Maillage`}</title>
      <PageHead
        title={document.titre}
        crumbs={[{ to: `${base}/documents${au}`, label: 'Documents-cadres' }]}
        lead={document.resume}
        badges={document.exemple && <Exemple />}
        actions={<DocumentActions page={page} base={base} au={au} />}
      />
      <EtatPath etat={page.etat} />
      <div className="grid-wide">
        <div className="stack">
          <AxesCard page={page} counts={counts} base={base} />
          <SignatairesCard page={page} base={base} au={au} />
          {document.texte && (
            <Card title="Texte">
              <p className="prose">{document.texte}</p>
            </Card>
          )}
        </div>
        <div className="stack">
          <FactsCard page={page} base={base} engagements={engagements} />
          <PerimetreCard page={page} base={base} au={au} />
          <RelationsCard page={page} base={base} au={au} />
          <TwinsCard page={page} base={base} au={au} />
          <FilesCard files={page.files} canEdit={page.canEdit} />
          <AvenantsCard page={page} base={base} />
          {page.canEdit && <DocumentDesk page={page} refused={refusedOf(actionData)} />}
        </div>
      </div>
    </>
  )
}

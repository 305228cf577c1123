import { refusedOf } from '#app/platform/refused-form.ts'
import { DocumentView } from '#app/ui/document-view.tsx'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/acte.route'
import { acteEtats, acteNatures, acteTones } from './acte.words.ts'
import { acteAction, loadActe } from './acte-page.server.ts'
import { ActeDownloads, ActeMoves, ActeText } from './acte-view.tsx'
import './conventions.css'

export const loader = (args: Route.LoaderArgs) => loadActe(args)

export const action = (args: Route.ActionArgs) => acteAction(args)

export default function ActeRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const { acte, html, canWrite } = loaderData
  const base = `/t/${params.territoire}/conventions`
  const refused = refusedOf(actionData)
  const title = `${acteNatures[acte.nature]} ${acte.numero}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        crumbs={[
          { to: base, label: 'Conventions et versements' },
          { to: `${base}/dossiers/${acte.dossierId}`, label: acte.action },
        ]}
        badges={
          <>
            <Badge tone={acteTones[acte.etat]}>{acteEtats[acte.etat]}</Badge> {acte.exemple && <Exemple />}
          </>
        }
        lead={`${acte.financeur}, pour ${acte.porteur}`}
        actions={<ActeDownloads base={`${base}/actes/${acte.id}`} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {canWrite && <ActeMoves page={loaderData} refused={refused} />}
      {canWrite && acte.etat === 'a_signer' && <ActeText page={loaderData} refused={refused} />}
      <DocumentView html={html} />
    </>
  )
}

import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/parapheur.route'
import { ParapheurForm, UnwrittenCard } from './parapheur-form.tsx'
import { loadParapheur, parapheurAction } from './parapheur-page.server.ts'
import './conventions.css'

export const loader = (args: Route.LoaderArgs) => loadParapheur(args)

export const action = (args: Route.ActionArgs) => parapheurAction(args)

export default function Parapheur({ loaderData, actionData, params }: Route.ComponentProps) {
  const { actes, unwritten } = loaderData
  const base = `/t/${params.territoire}/conventions`
  const refused = refusedOf(actionData)
  return (
    <>
      <title>Parapheur · Maillage</title>
      <PageHead
        title="Parapheur"
        crumbs={[{ to: base, label: 'Conventions et versements' }]}
        lead="Tous les actes à faire signer, puis à notifier. Cochez-en plusieurs : une signature, un courriel par porteur."
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      {unwritten > 0 && <UnwrittenCard count={unwritten} />}
      {actes.length === 0 ? (
        <Empty title="Rien n’attend de signature ni de notification.">
          Les actes arrivent ici dès qu’ils sont écrits.
        </Empty>
      ) : (
        <ParapheurForm page={loaderData} base={base} refused={refused} />
      )}
    </>
  )
}

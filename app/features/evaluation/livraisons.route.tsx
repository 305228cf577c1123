import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Empty, Notice } from '#app/ui/page.tsx'
import type { Route } from './+types/livraisons.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { LivraisonForm } from './livraison-form.tsx'
import { runLivraisonIntent } from './livraisons-intents.server.ts'
import { LivraisonsTable, RemindAll } from './livraisons-table.tsx'
import { listQuestionChoices } from './referentiel-choices.server.ts'
import { listLivraisons, listSuivi } from './suivi.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const canEdit = can(actor, 'evaluation.modifier')
    const livraisons = await listLivraisons(tx, actor, document.id)
    if (!canEdit) return { livraisons, today, canEdit, choices: null }
    const { organisations, engagements } = await listQuestionChoices(tx, actor, { document, today })
    const lines = await listSuivi(tx, actor, { document, today })
    const indicateurs = lines.filter((its) => !its.calcul).map(({ id, nom }) => ({ value: id, label: nom }))
    return { livraisons, today, canEdit, choices: { organisations, engagements, indicateurs } }
  })
}

export async function action(args: Route.ActionArgs) {
  const { now, config } = args.context.get(servicesContext)
  const { code } = args.params
  return write(args, async (visit) => {
    const document = await openEvaluation(visit.tx, visit.actor, code)
    const letter = { today: visit.today, publicUrl: config.publicUrl, documentTitre: document.titre, code }
    const message = await runLivraisonIntent({ ...visit, documentId: document.id, letter, now: now() })
    return redirectWith(`/t/${visit.actor.territoireSlug}/evaluation/${code}/donnees`, message)
  })
}

export default function Livraisons({ loaderData, actionData }: Route.ComponentProps) {
  const { livraisons, today, canEdit, choices } = loaderData
  const refused = refusedOf(actionData)
  const ofForm = refused?.values.geste?.[0] === 'prevoir'
  return (
    <>
      <p className="lead">Les données que les signataires doivent au suivi : demandées, relancées, reçues.</p>
      {refused && !ofForm && <Notice tone="error">{refused.refusal.message}</Notice>}
      {livraisons.length === 0 ? (
        <Empty title="Aucune donnée n’est attendue.">
          Prévoyez ce que chaque signataire doit livrer ; Maillage lui écrit et le relance.
        </Empty>
      ) : (
        <>
          {canEdit && <RemindAll livraisons={livraisons} today={today} />}
          <LivraisonsTable livraisons={livraisons} today={today} canEdit={canEdit} />
        </>
      )}
      {choices && <LivraisonForm {...choices} refused={ofForm ? refused : undefined} />}
    </>
  )
}

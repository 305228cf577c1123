import { Link } from 'react-router'
import { formatDate } from '#app/lib/dates.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Card, Empty, Exemple } from '#app/ui/page.tsx'
import type { Route } from './+types/rapports-evaluation.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { createRapportEvaluation } from './rapport-evaluation.commands.server.ts'
import { listRapportsEvaluation } from './rapport-evaluation.queries.server.ts'
import { rapportEtats, rapportNatures, rapportTitleInput } from './rapport-evaluation.schema.ts'
import { NewRapportForm, rapportTones } from './rapport-evaluation-forms.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const { id } = await openEvaluation(tx, actor, args.params.code)
    return {
      rapports: await listRapportsEvaluation(tx, actor, id),
      canEdit: can(actor, 'evaluation.modifier'),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const input = { ...parseForm(rapportTitleInput, form), introduction: '', synthese: '', limites: '' }
    const id = await createRapportEvaluation(tx, actor, document.id, { input })
    const to = `/t/${actor.territoireSlug}/evaluation/${args.params.code}/rapports/${id}`
    return redirectWith(to, 'Rapport commencé : écrivez l’essentiel, ajoutez les recommandations.')
  })
}

export default function RapportsEvaluation({ loaderData, actionData }: Route.ComponentProps) {
  const { rapports, canEdit } = loaderData
  return (
    <>
      <p className="lead">
        Un rapport se compose tout seul des questions, des constats, du suivi et des études ; l’équipe écrit
        l’essentiel et recommande.
      </p>
      {rapports.length === 0 && (
        <Empty title="Aucun rapport n’est commencé.">
          À mi-parcours et à la fin du document, un rapport dit ce qui a été trouvé et avec quelle solidité.
        </Empty>
      )}
      {rapports.map((its) => (
        <Card
          key={its.id}
          title={<Link to={its.id}>{its.titre}</Link>}
          aside={
            <span className="row">
              <Badge tone={rapportTones[its.etat]}>{rapportEtats[its.etat]}</Badge>
              {its.exemple && <Exemple />}
            </span>
          }
        >
          <p className="muted">
            {[
              rapportNatures[its.nature],
              its.valideLe && `signé le ${formatDate(its.valideLe)}`,
              `avis reçus : ${its.avis}`,
              `recommandations closes : ${its.soldees} sur ${its.recommandations}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </Card>
      ))}
      {canEdit && <NewRapportForm refused={refusedOf(actionData)} />}
    </>
  )
}

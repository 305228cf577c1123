import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { NotFound } from '#app/lib/errors.ts'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Card, Exemple } from '#app/ui/page.tsx'
import type { Route } from './+types/indicateur.route'
import { openEvaluation } from './evaluation-page.server.ts'
import { FeuShown } from './feu.tsx'
import { IndicateurFacts, ValeurCard, YearsTable } from './indicateur-cards.tsx'
import { archiveIndicateurSuivi, saveValeur } from './suivi.commands.server.ts'
import { listSuivi } from './suivi.queries.server.ts'
import { valeurInput } from './suivi.schema.ts'
import { SuiviChart } from './suivi-chart.tsx'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const lines = await listSuivi(tx, actor, { document, today })
    const line = lines.find((its) => its.id === args.params.id)
    if (!line) throw new NotFound()
    return { line, canEdit: can(actor, 'evaluation.modifier') }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form }) => {
    const document = await openEvaluation(tx, actor, args.params.code)
    const base = `/t/${actor.territoireSlug}/evaluation/${args.params.code}/suivi`
    const { id: indicateurId } = args.params
    if (form.get('geste') === 'arreter') {
      await archiveIndicateurSuivi(tx, actor, document.id, indicateurId)
      return redirectWith(base, 'Indicateur retiré du suivi.')
    }
    await saveValeur(tx, actor, document.id, { indicateurId, input: parseForm(valeurInput, form), now })
    return redirectWith(`${base}/${indicateurId}`, 'Année enregistrée.')
  })
}

export default function Indicateur({ loaderData: { line, canEdit }, actionData }: Route.ComponentProps) {
  return (
    <>
      <div className="page-head">
        <div>
          <h2>{line.nom}</h2>
          <p className="row">
            {line.calcul && <Badge tone="brand">calculé par Maillage</Badge>} {line.exemple && <Exemple />}
          </p>
        </div>
        {canEdit && (
          <div className="actions">
            <Link className="btn" to="modifier">
              <Pencil aria-hidden size={16} /> Modifier
            </Link>
          </div>
        )}
      </div>
      <div className="grid-wide">
        <Card title="Observé et cible">
          <SuiviChart suivi={line.suivi} nom={line.nom} />
          <FeuShown standing={line.standing} />
        </Card>
        <IndicateurFacts line={line} canEdit={canEdit} />
      </div>
      <YearsTable line={line} />
      {canEdit && <ValeurCard line={line} refused={refusedOf(actionData)} />}
    </>
  )
}

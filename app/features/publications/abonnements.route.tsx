import { Link } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/abonnements.route'
import { abonnementInput, emptyAbonnement } from './abonnement.schema.ts'
import { meansOf } from './abonnement-intents.server.ts'
import { createAbonnement } from './abonnements.commands.server.ts'
import { listAbonnements } from './abonnements.queries.server.ts'
import { AbonnementForm, AbonnementsCard } from './abonnements-cards.tsx'
import { mustManageInterfaces } from './jetons.server.ts'
import { ShownOnce } from './jetons-cards.tsx'
import './interfaces.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor }) => listAbonnements(tx, actor))
}

export async function action(args: Route.ActionArgs) {
  return write(args, async ({ tx, actor, form }) => {
    mustManageInterfaces(actor)
    const input = parseForm(abonnementInput, form)
    return createAbonnement(tx, actor, { input, means: meansOf(args) })
  })
}

export default function Abonnements({ loaderData, actionData, params }: Route.ComponentProps) {
  const up = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Abonnements d’outils · Maillage</title>
      <PageHead
        title="Abonnements d’outils"
        lead="Les outils prévenus quand quelque chose arrive, par un message signé selon la convention Standard Webhooks."
        crumbs={[{ to: up, label: 'Rendre compte' }]}
        actions={
          <Link className="btn" to={`${up}/jetons`}>
            Jetons d’accès
          </Link>
        }
      />
      {actionData && 'secret' in actionData && (
        <ShownOnce what="Voici le secret qui signe les messages." value={actionData.secret} />
      )}
      <AbonnementsCard base={`${up}/abonnements`} rows={loaderData} />
      <AbonnementForm
        key={loaderData.length}
        title="Nouvel abonnement"
        values={emptyAbonnement}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { Webhook } from 'lucide-react'
import { Link } from 'react-router'
import { parseForm } from '#app/lib/form-values.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/jetons.route'
import { jetonInput } from './jeton.schema.ts'
import {
  createJeton,
  listJetons,
  mustManageInterfaces,
  proposedExpiry,
  revokeJeton,
} from './jetons.server.ts'
import { JetonForm, JetonsCard, ShownOnce } from './jetons-cards.tsx'
import './interfaces.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => ({
    jetons: await listJetons(tx, actor, today),
    expireLe: proposedExpiry(today),
  }))
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async ({ tx, actor, form, today }) => {
    mustManageInterfaces(actor)
    if (form.get('intention') === 'revoquer') {
      await revokeJeton(tx, actor, String(form.get('id')), now)
      return redirectWith(`/t/${args.params.territoire}/publications/jetons`, 'Le jeton est révoqué.')
    }
    return { jeton: await createJeton(tx, actor, { input: parseForm(jetonInput, form), today }) }
  })
}

export default function Jetons({ loaderData, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/publications`
  return (
    <>
      <title>Jetons d’accès · Maillage</title>
      <PageHead
        title="Jetons d’accès"
        lead="Ce qu’un outil partenaire peut lire par l’interface de programmation, au-delà de ce qui est public."
        crumbs={[{ to: base, label: 'Rendre compte' }]}
        actions={
          <>
            <Link className="btn" to={`${base}/abonnements`}>
              <Webhook aria-hidden size={16} /> Abonnements
            </Link>
            <a className="btn" href="/api/v1/openapi.json">
              Description OpenAPI
            </a>
          </>
        }
      />
      {actionData && 'jeton' in actionData && <ShownOnce what="Voici le jeton." value={actionData.jeton} />}
      <JetonsCard rows={loaderData.jetons} />
      <JetonForm
        key={loaderData.jetons.length}
        expireLe={loaderData.expireLe}
        refused={refusedOf(actionData)}
      />
    </>
  )
}

import { UserPlus } from 'lucide-react'
import { Link } from 'react-router'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Card, Exemple, Facts, PageHead } from '#app/ui/page.tsx'
import { RefusedNotice } from '#app/ui/signin-frame.tsx'
import type { Route } from './+types/personne.route'
import { AffectationsList } from './affectations-list.tsx'
import { applyGeste } from './gestes.server.ts'
import { getPersonne } from './personnes.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor, today }) => {
    const { compteId, ...personne } = await getPersonne(tx, actor, args.params.id)
    return { personne, aUnCompte: compteId !== null, canManage: can(actor, 'comptes.gerer'), today }
  })
}

export async function action(args: Route.ActionArgs) {
  const { config, now } = args.context.get(servicesContext)
  return write(args, async ({ tx, actor, form, today }) => {
    const personne = await getPersonne(tx, actor, args.params.id)
    const sending = { publicUrl: config.publicUrl, now: now() }
    const asked = { geste: String(form.get('geste')), affectationId: String(form.get('affectation')) }
    const said = await applyGeste(tx, actor, { personne, ...asked }, { today, sending })
    return redirectWith(`/t/${actor.territoireSlug}/personnes/${personne.id}`, said)
  })
}

export default function Personne({ loaderData, actionData, params }: Route.ComponentProps) {
  const { personne, canManage, aUnCompte, today } = loaderData
  const crumbs = [{ to: `/t/${params.territoire}/personnes`, label: 'Personnes et rôles' }]
  const give = (
    <Link className="btn" to="roles/nouveau">
      <UserPlus aria-hidden size={16} /> Donner un rôle
    </Link>
  )
  const facts = [
    ['Adresse électronique', personne.courriel],
    ['Téléphone', personne.telephone],
    ['Compte', aUnCompte ? 'a un compte' : 'n’a pas encore de compte'],
  ] as const
  return (
    <>
      <title>{`${personne.nom} · Maillage`}</title>
      <PageHead
        title={personne.nom}
        crumbs={crumbs}
        badges={personne.exemple && <Exemple />}
        actions={canManage && give}
      />
      <RefusedNotice message={refusedOf(actionData)?.refusal.message} />
      <Card title="Coordonnées professionnelles">
        <Facts items={facts} />
      </Card>
      <Card title="Rôles">
        <AffectationsList affectations={personne.affectations} canManage={canManage} today={today} />
      </Card>
    </>
  )
}

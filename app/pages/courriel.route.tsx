import { formatInstant } from '#app/lib/paris-time.ts'
import { read, servicesContext } from '#app/platform/http.server.ts'
import { getCourriel } from '#app/platform/outbox.server.ts'
import { Card, Facts, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/courriel.route'
import { EtatBadge } from './courriel-etat.tsx'

export async function loader(args: Route.LoaderArgs) {
  const leaves = args.context.get(servicesContext).config.smtpUrl !== null
  return read(args, ({ tx, actor }) => getCourriel(tx, actor, args.params.id, { leaves }))
}

export default function Courriel({ loaderData: courriel, params }: Route.ComponentProps) {
  const crumbs = [{ to: `/t/${params.territoire}/courriels`, label: 'Boîte d’envoi' }]
  const facts = [
    ['Destinataire', courriel.destinataire],
    ['Écrit', formatInstant(courriel.creeLe)],
    ['Envoyé', courriel.envoyeLe && formatInstant(courriel.envoyeLe)],
    ['Essais', courriel.tentatives || null],
    ['Erreur', courriel.erreur],
  ] as const
  return (
    <>
      <title>{`${courriel.objet} · Maillage`}</title>
      <PageHead title={courriel.objet} crumbs={crumbs} badges={<EtatBadge etat={courriel.etat} />} />
      <Card title="Envoi">
        <Facts items={facts} />
      </Card>
      <Card title="Message">
        <p className="prose pre-line">{courriel.texte}</p>
      </Card>
    </>
  )
}

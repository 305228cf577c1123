import { Forbidden } from '#app/lib/errors.ts'
import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { can } from '#app/platform/permissions.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/portail-reglages.route'
import { getPortail } from './portail.commands.server.ts'
import { portailAction } from './portail-intents.server.ts'
import { BulkCard, PortailForm, PublishedCard } from './portail-reglages.tsx'
import { countPublishable, listOnline } from './publications.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    if (!can(actor, 'publications.publier')) throw new Forbidden()
    return {
      portail: await getPortail(tx),
      online: await listOnline(tx),
      publishable: await countPublishable(tx, actor),
    }
  })
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) =>
    redirectWith(`/t/${args.params.territoire}/publications/portail`, await portailAction(visit, now)),
  )
}

export default function PortailReglages({ loaderData, actionData, params }: Route.ComponentProps) {
  const { portail, online, publishable } = loaderData
  const refused = refusedOf(actionData)
  const address = `/p/${params.territoire}`
  return (
    <>
      <title>Portail public · Maillage</title>
      <PageHead
        title="Portail public"
        lead="Rien n’est public sans avoir été publié ici : ce que le portail montre est une copie faite ce jour-là."
        crumbs={[{ to: `/t/${params.territoire}/publications`, label: 'Rendre compte' }]}
        badges={
          <Badge tone={portail.ouvert ? 'green' : 'neutral'}>{portail.ouvert ? 'Ouvert' : 'Fermé'}</Badge>
        }
        actions={
          portail.ouvert && (
            <a className="btn" href={address}>
              Voir le portail
            </a>
          )
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <PortailForm values={portail} version={portail.version} refused={refused} />
      <BulkCard count={publishable} />
      <PublishedCard base={address} rows={online} />
    </>
  )
}

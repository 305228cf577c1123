import { formatDateLong } from '#app/lib/dates.ts'
import { read, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/avenant.route'
import { AvenantDesk, Changes } from './avenant-desk.tsx'
import { avenantAction } from './avenant-intents.server.ts'
import { loadAvenant } from './avenant-page.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, ({ tx, actor, today }) => loadAvenant(tx, actor, args.params, today))
}

export async function action(args: Route.ActionArgs) {
  return write(args, (visit) => avenantAction(visit, args.params))
}

export default function Avenant({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { document, avenant } = page
  const refused = refusedOf(actionData)
  const crumbs = [
    { to: `${base}/documents`, label: 'Documents-cadres' },
    { to: `${base}/documents/${document.code}`, label: document.titre },
  ]
  return (
    <>
      <title>{`Avenant n° ${avenant.numero} · Maillage`}</title>
      <PageHead
        title={`Avenant n° ${avenant.numero}`}
        crumbs={crumbs}
        lead={avenant.objet}
        badges={
          <Badge tone={avenant.etat === 'adopte' ? 'green' : 'ochre'}>
            {avenant.dateAdoption ? `adopté le ${formatDateLong(avenant.dateAdoption)}` : 'en rédaction'}
          </Badge>
        }
      />
      {page.twins.length > 0 && (
        <Notice>{`Les axes sont partagés : ce que change cet avenant change aussi ${page.twins.join(' et ')}.`}</Notice>
      )}
      {avenant.decisionSource && <p className="muted">{`Décision : ${avenant.decisionSource}`}</p>}
      <Changes page={page} base={base} />
      {page.canEdit && <AvenantDesk page={page} refused={refused} />}
    </>
  )
}

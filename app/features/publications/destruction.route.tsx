import { read, redirectWith, servicesContext, write } from '#app/platform/http.server.ts'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/destruction.route'
import { conservations } from './conservation.ts'
import { LignesCard, NextCard, StepsFacts } from './destruction-cards.tsx'
import { loadDestructionPage } from './destruction-page.server.ts'
import { FormatLinks } from './document-view.tsx'
import { DestructionBadge } from './registre-cards.tsx'
import { destructionAction } from './registre-intents.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return read(args, (visit) => loadDestructionPage(visit, args.params.id))
}

export async function action(args: Route.ActionArgs) {
  const now = args.context.get(servicesContext).now()
  return write(args, async (visit) => {
    const sentence = await destructionAction(visit, args.params.id, now)
    return redirectWith(`/t/${args.params.territoire}/registre/destructions/${args.params.id}`, sentence)
  })
}

export default function Destruction({ loaderData, actionData, params }: Route.ComponentProps) {
  const { its } = loaderData
  const base = `/t/${params.territoire}/registre`
  const refused = refusedOf(actionData)
  const title = `${its.etat === 'faite' ? 'Certificat' : 'Liste'} de destruction n° ${its.numero}`
  return (
    <>
      <title>{`${title} · Maillage`}</title>
      <PageHead
        title={title}
        lead={conservations[its.sorte].titre}
        crumbs={[{ to: base, label: 'Données personnelles' }]}
        badges={
          <>
            <DestructionBadge etat={its.etat} /> {its.exemple && <Exemple />}
          </>
        }
        actions={<FormatLinks base={`${base}/destructions/${its.id}`} />}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <NextCard {...loaderData} />
      <StepsFacts {...loaderData} />
      <LignesCard {...loaderData} />
    </>
  )
}

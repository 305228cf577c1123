import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/appui.route'
import { appuiEtats, appuiNatures, appuiTones } from './appui.words.ts'
import { RequestCard, SatisfactionCard, SortCard } from './appui-cards.tsx'
import { appuiAction, loadAppui } from './appui-page.server.ts'
import { CloseCard, SuitesCard, TimeCard } from './appui-work.tsx'

export const loader = (args: Route.LoaderArgs) => loadAppui(args)

export const action = (args: Route.ActionArgs) => appuiAction(args)

export default function AppuiRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const { appui } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>{`${appui.objet} · Maillage`}</title>
      <PageHead
        title={appui.objet}
        crumbs={[{ to: `${base}/appuis`, label: 'Appui en ingénierie' }]}
        badges={
          <>
            <Badge tone={appuiTones[appui.etat]}>{appuiEtats[appui.etat]}</Badge>{' '}
            <Badge>{appuiNatures[appui.nature]}</Badge> {appui.exemple && <Exemple />}
          </>
        }
        lead={appui.organisation}
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <RequestCard page={loaderData} />
      <SortCard page={loaderData} refused={refused} />
      <TimeCard page={loaderData} refused={refused} />
      <SuitesCard page={loaderData} base={base} refused={refused} />
      <CloseCard page={loaderData} refused={refused} />
      <SatisfactionCard page={loaderData} refused={refused} />
    </>
  )
}

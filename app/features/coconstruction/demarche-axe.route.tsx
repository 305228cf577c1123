import { refusedOf } from '#app/platform/refused-form.ts'
import { AxeDot, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche-axe.route'
import { demarcheAction } from './demarche-intents.server.ts'
import { loadWorkshop } from './demarche-page.server.ts'
import { DraftCard } from './passages.tsx'
import { AxeTabs, SaidCard } from './workshop.tsx'
import './coconstruction.css'

export const loader = (args: Route.LoaderArgs) => loadWorkshop(args)

export const action = (args: Route.ActionArgs) => demarcheAction(args, `/axes/${args.params.axe}`)

export default function DemarcheAxe({ loaderData, actionData, params }: Route.ComponentProps) {
  const { demarche, axe } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}/demarches`
  const titre = axe?.titre ?? 'Tout le document'
  // These forms show their own refusal, where the words are.
  const isShown = ['contribuer', 'corriger'].includes(refused?.values.intention?.[0] ?? '')
  return (
    <>
      <title>{`${titre} : ${demarche.titre} · Maillage`}</title>
      <PageHead
        title={titre}
        crumbs={[
          { to: base, label: 'Co-construction' },
          { to: `${base}/${demarche.id}`, label: demarche.titre },
        ]}
        badges={
          <>
            {axe && (axe.depth === 0 ? <AxeDot numero={axe.numero} /> : <strong>{axe.numero}</strong>)}{' '}
            {demarche.exemple && <Exemple />}
          </>
        }
      />
      {refused && !isShown && <Notice tone="error">{refused.refusal.message}</Notice>}
      <AxeTabs page={loaderData} base={`${base}/${demarche.id}/axes`} />
      <div className={axe ? 'workshop' : 'stack'}>
        <SaidCard page={loaderData} refused={refused} />
        {axe && <DraftCard page={loaderData} refused={refused} />}
      </div>
    </>
  )
}

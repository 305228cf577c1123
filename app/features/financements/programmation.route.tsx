import { FileDown } from 'lucide-react'
import type { ShouldRevalidateFunctionArgs } from 'react-router'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/programmation.route'
import { ProgrammationDesk } from './programmation-desk.tsx'
import { loadProgrammationPage, programmationAction } from './programmation-page.server.ts'
import { Simulations } from './programmation-panels.tsx'
import './financements.css'

export async function loader(args: Route.LoaderArgs) {
  return loadProgrammationPage(args)
}

export async function action(args: Route.ActionArgs) {
  return programmationAction(args)
}

/** What is typed is already on the screen: reading everything again after each cell would only slow the table. */
export function shouldRevalidate({ formData, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formData?.get('intention') === 'cellules' ? false : defaultShouldRevalidate
}

export default function Programmation({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}/financements`
  const { appel, shown } = page
  const refused = refusedOf(actionData)
  return (
    <>
      <title>{`Programmation, ${appel.titre} · Maillage`}</title>
      <PageHead
        title="Tableau de programmation"
        crumbs={[
          { to: base, label: 'Financements' },
          { to: `${base}/appels/${appel.code}`, label: appel.titre },
        ]}
        lead="Chaque dossier, chaque financeur : ce qui est demandé, proposé, donné."
        badges={appel.exemple && <Exemple />}
        actions={
          shown && (
            <a
              className="btn"
              href={`${base}/appels/${appel.code}/programmation.xlsx?simulation=${shown.id}`}
              download
            >
              <FileDown aria-hidden size={16} /> XLSX
            </a>
          )
        }
      />
      {refused && !refused.values.intention && <Notice tone="error">{refused.refusal.message}</Notice>}
      <Simulations page={page} />
      {shown?.note && <p className="muted prose-text">{shown.note}</p>}
      <ProgrammationDesk key={shown?.id ?? 'aucune'} page={page} base={base} refused={refused} />
    </>
  )
}

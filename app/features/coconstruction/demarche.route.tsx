import { Pencil } from 'lucide-react'
import { Link } from 'react-router'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/demarche.route'
import { demarcheEtats, demarcheTones } from './demarche.words.ts'
import { DocumentCard, FilesCard } from './demarche-aside.tsx'
import { demarcheAction } from './demarche-intents.server.ts'
import { AxesCard, GroupsCard, PhaseButtons, PhasesPath, TodoCard } from './demarche-overview.tsx'
import { loadDemarche } from './demarche-page.server.ts'
import './coconstruction.css'

export const loader = (args: Route.LoaderArgs) => loadDemarche(args)

export const action = (args: Route.ActionArgs) => demarcheAction(args, '')

export default function DemarcheRoute({ loaderData, actionData, params }: Route.ComponentProps) {
  const { demarche, leads } = loaderData
  const refused = refusedOf(actionData)
  const territoire = `/t/${params.territoire}`
  const base = `${territoire}/demarches/${demarche.id}`
  return (
    <>
      <title>{`${demarche.titre} · Maillage`}</title>
      <PageHead
        title={demarche.titre}
        crumbs={[{ to: `${territoire}/demarches`, label: 'Co-construction' }]}
        badges={
          <>
            <Badge tone={demarcheTones[demarche.etat]}>{demarcheEtats[demarche.etat]}</Badge>{' '}
            {demarche.exemple && <Exemple />}
          </>
        }
        actions={
          <>
            {leads && demarche.etat !== 'portee' && (
              <Link className="btn" to={`${base}/modifier`}>
                <Pencil aria-hidden size={16} /> Modifier
              </Link>
            )}
            <PhaseButtons page={loaderData} />
          </>
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <PhasesPath page={loaderData} />
      <div className="grid-wide">
        <div className="stack">
          <AxesCard page={loaderData} base={base} />
          <GroupsCard page={loaderData} />
        </div>
        <div className="stack">
          <TodoCard page={loaderData} base={base} />
          <DocumentCard page={loaderData} territoire={territoire} />
          <FilesCard base={base} />
        </div>
      </div>
    </>
  )
}

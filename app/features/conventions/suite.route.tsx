import { FileText } from 'lucide-react'
import { Link } from 'react-router'
import { refusedOf } from '#app/platform/refused-form.ts'
import { Badge, Exemple, Notice, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/suite.route'
import { ActesCard } from './suite-actes.tsx'
import { loadSuite, suiteAction } from './suite-page.server.ts'
import { RendusCard } from './suite-rendus.tsx'
import { VersementsCard } from './suite-versements.tsx'
import './conventions.css'

export const loader = (args: Route.LoaderArgs) => loadSuite(args)

export const action = (args: Route.ActionArgs) => suiteAction(args)

export default function Suite({ loaderData, actionData, params }: Route.ComponentProps) {
  const { dossier, isCarrier } = loaderData
  const refused = refusedOf(actionData)
  const base = `/t/${params.territoire}`
  return (
    <>
      <title>{`Suites : ${dossier.titre} · Maillage`}</title>
      <PageHead
        title={dossier.titre}
        crumbs={[
          { to: `${base}/conventions`, label: isCarrier ? 'Mes subventions' : 'Conventions et versements' },
        ]}
        badges={
          <>
            {dossier.numero && <Badge>{dossier.numero}</Badge>} {dossier.exemple && <Exemple />}
          </>
        }
        lead={`${dossier.porteur}, ${dossier.appelTitre}, exercice ${dossier.exercice}`}
        actions={
          <Link className="btn" to={`${base}/financements/dossiers/${dossier.id}`}>
            <FileText aria-hidden size={16} /> Le dossier
          </Link>
        }
      />
      {refused && <Notice tone="error">{refused.refusal.message}</Notice>}
      <ActesCard page={loaderData} base={`${base}/conventions`} refused={refused} />
      <VersementsCard page={loaderData} refused={refused} />
      <RendusCard page={loaderData} base={`${base}/conventions`} />
    </>
  )
}

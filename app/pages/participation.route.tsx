import { ChartSpline, FileDown, MailPlus } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { refusedOf } from '#app/platform/refused-form.ts'
import { PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/participation.route'
import { loadParticipation, participationAction } from './participation.server.ts'
import { Choices, Kinds } from './participation-choices.tsx'
import { FocusPanel } from './participation-focus.tsx'
import { Invitations, Matrix } from './participation-matrix.tsx'
import './participation.css'

export const loader = (args: Route.LoaderArgs) => loadParticipation(args)

export const action = (args: Route.ActionArgs) => participationAction(args)

export default function Participation({ loaderData: page, actionData, params }: Route.ComponentProps) {
  const base = `/t/${params.territoire}`
  const { search } = useLocation()
  return (
    <>
      <title>Participation des communes · Maillage</title>
      <PageHead
        title="Participation des communes"
        lead="Ce que chaque commune dit de sa part, et ce que l’on voit d’elle. Chacune choisit, sujet par sujet : ce n’est ni une note ni un classement."
        actions={
          <>
            <Link className="btn" to={`${base}/participation/repartition`}>
              <ChartSpline aria-hidden size={16} /> Répartition
            </Link>
            <a className="btn" href={`${base}/participation/carte.xlsx${search}`} download>
              <FileDown aria-hidden size={16} /> XLSX
            </a>
            {page.canInvite && (
              <Link className="btn primary" to={`${base}/participation/inviter?genre=${page.asked.genre}`}>
                <MailPlus aria-hidden size={16} /> Inviter des communes
              </Link>
            )}
          </>
        }
      />
      <Kinds page={page} />
      <Choices page={page} />
      <Invitations page={page} base={base} />
      {page.focus && (
        <FocusPanel page={page} focus={page.focus} base={base} refused={refusedOf(actionData)} />
      )}
      <Matrix page={page} />
    </>
  )
}

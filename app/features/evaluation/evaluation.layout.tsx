import { NavLink, Outlet } from 'react-router'
import { formatPeriode } from '#app/lib/dates.ts'
import { read } from '#app/platform/http.server.ts'
import { Exemple, PageHead } from '#app/ui/page.tsx'
import type { Route } from './+types/evaluation.layout'
import { openEvaluation } from './evaluation-page.server.ts'
import './evaluation.css'
import './referentiel.css'

export async function loader(args: Route.LoaderArgs) {
  return read(args, async ({ tx, actor }) => {
    const { titre, debut, fin, exemple } = await openEvaluation(tx, actor, args.params.code)
    return { titre, debut, fin, exemple }
  })
}

const tabs = [
  ['', 'Questions et constats'],
  ['logique', 'Modèles logiques'],
  ['suivi', 'Suivi'],
  ['donnees', 'Données attendues'],
  ['rapports', 'Rapports'],
] as const

export default function EvaluationLayout({ loaderData, params }: Route.ComponentProps) {
  const { titre, exemple } = loaderData
  const all = `/t/${params.territoire}/evaluation`
  const base = `${all}/${params.code}`
  return (
    <>
      <title>{`Évaluation : ${titre} · Maillage`}</title>
      <PageHead
        title={titre}
        crumbs={[{ to: all, label: 'Évaluation' }]}
        badges={
          <>
            <span className="muted">{`Évaluation, ${formatPeriode(loaderData)}`}</span>{' '}
            {exemple && <Exemple />}
          </>
        }
      />
      <nav className="tabs" aria-label="Parties de l’évaluation">
        {tabs.map(([path, label]) => (
          <NavLink key={path} to={path === '' ? base : `${base}/${path}`} end={path === ''}>
            {label}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  )
}

import { Link, NavLink, Outlet } from 'react-router'
import { Logo } from '#app/ui/logo.tsx'
import type { Route } from './+types/portail.layout'
import { readPortail } from './portail.server.ts'
import './portail.css'

/** Public pages are plain HTML: no program is sent, the root sees it here. */
export const handle = { sansScript: true }

export async function loader(args: Route.LoaderArgs) {
  return readPortail(args, args.params.territoire, async (_tx, { nom, courriel }) => ({ nom, courriel }))
}

const links = [
  ['', 'Le projet'],
  ['/quartier', 'Dans mon quartier'],
  ['/actions', 'Qui fait quoi, où'],
  ['/appels', 'Appels à projets'],
  ['/programmation', 'Programmation'],
  ['/documents', 'Documents'],
  ['/experiences', 'Expériences'],
  ['/rapports', 'Rapports'],
  ['/evaluations', 'Évaluations'],
  ['/donnees', 'Données'],
] as const

export default function PortailLayout({ loaderData: { nom, courriel }, params }: Route.ComponentProps) {
  const base = `/p/${params.territoire}`
  return (
    <div className="portail">
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <header className="portail-head">
        <div>
          <Link className="brand" to={base}>
            <Logo />
            <span>
              {nom} <small>Projet de cohésion sociale</small>
            </span>
          </Link>
          <nav aria-label="Portail">
            <ul className="list row">
              {links.map(([path, label]) => (
                <li key={path}>
                  <NavLink to={`${base}${path}`} end={path === ''}>
                    {label}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="contenu" className="portail-main" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="portail-foot">
        <ul className="list row">
          <li>
            <Link to={`${base}/accessibilite`}>Accessibilité</Link>
          </li>
          <li>
            <Link to={`${base}/en`} hrefLang="en" lang="en">
              English
            </Link>
          </li>
          <li>
            <a href={`${base}/agenda.ics`}>Agenda (iCalendar)</a>
          </li>
          <li>
            <a href={`${base}/flux.atom`}>Flux des publications (Atom)</a>
          </li>
          <li>
            <a href={`${base}/plan-du-site.xml`}>Plan du site</a>
          </li>
          {courriel && (
            <li>
              <a href={`mailto:${courriel}`}>Nous écrire</a>
            </li>
          )}
        </ul>
      </footer>
    </div>
  )
}

import { Link, Outlet } from 'react-router'
import { Logo } from '#app/ui/logo.tsx'
import type { Route } from './+types/portail-en.layout'
import { readPortail } from './portail.server.ts'
import './portail.css'

/** The strategy for readers of English: the page around is in English, the words of the territory stay in French. */
export const handle = { sansScript: true, langue: 'en' }

export async function loader(args: Route.LoaderArgs) {
  return readPortail(args, args.params.territoire, async (_tx, { nom }) => ({ nom }))
}

export default function PortailEnglish({ loaderData: { nom }, params }: Route.ComponentProps) {
  const base = `/p/${params.territoire}`
  return (
    <div className="portail">
      <a className="skip" href="#contenu">
        Skip to content
      </a>
      <header className="portail-head">
        <div>
          <Link className="brand" to={`${base}/en`}>
            <Logo />
            <span>
              <span lang="fr">{nom}</span> <small>Social cohesion project</small>
            </span>
          </Link>
          <nav aria-label="Portal">
            <ul className="list row">
              <li>
                <Link to={`${base}/en`}>The strategy</Link>
              </li>
              <li>
                <Link to={base} hrefLang="fr" lang="fr">
                  Tout le portail en français
                </Link>
              </li>
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
            <Link to={`${base}/accessibilite`} hrefLang="fr">
              Accessibility (in French)
            </Link>
          </li>
          <li>
            <Link to={`${base}/donnees`} hrefLang="fr">
              Open data (in French)
            </Link>
          </li>
        </ul>
      </footer>
    </div>
  )
}

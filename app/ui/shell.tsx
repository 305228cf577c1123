import { CalendarClock, Command, LogOut, Menu, Moon, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Form, Link, NavLink, useLocation, useSearchParams } from 'react-router'
import { formatDateLong, type IsoDate } from '#app/lib/dates.ts'
import { Logo } from './logo.tsx'

export interface NavGroup {
  title: string
  links: ReadonlyArray<{ to: string; label: string; icon: ReactNode; end?: boolean; count?: number }>
}

export interface ShellProps {
  territoire: { nom: string; base: string; demo: boolean }
  personne: { nom: string; roles: string }
  groups: ReadonlyArray<NavGroup>
  at: IsoDate
  today: IsoDate
  children: ReactNode
}

/** The frame of every page of a territory: modules on the left, search and date on top. */
export function Shell({ territoire, personne, groups, at, today, children }: ShellProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="shell">
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <div className="shell-nav">
        <div className="row">
          <Link className="brand" to={territoire.base}>
            <Logo />
            <span>
              Maillage <small>{territoire.nom}</small>
            </span>
          </Link>
          <button
            type="button"
            className="btn ghost menu-button"
            aria-expanded={open}
            aria-controls="modules"
            onClick={() => setOpen(!open)}
          >
            <Menu aria-hidden size={18} /> Menu
          </button>
        </div>
        <nav id="modules" aria-label="Modules" className={open ? 'open' : undefined}>
          {groups.map((group) => (
            <div className="nav-group" key={group.title}>
              {group.title && <h2>{group.title}</h2>}
              <ul>
                {group.links.map((link) => (
                  <li key={link.to}>
                    <NavLink
                      className="nav-link"
                      to={link.to}
                      end={link.end ?? false}
                      onClick={() => setOpen(false)}
                    >
                      {link.icon} {link.label}
                      {link.count ? <span className="badge ochre count">{link.count}</span> : null}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
      </div>
      <div className="shell-main">
        <TopBar base={territoire.base} personne={personne} at={at} today={today} />
        {at !== today && <TravelBanner at={at} />}
        <main id="contenu" className="page" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}

function TopBar({
  base,
  personne,
  at,
  today,
}: {
  base: string
  personne: ShellProps['personne']
  at: IsoDate
  today: IsoDate
}) {
  return (
    <header className="topbar">
      <Form role="search" action={`${base}/recherche`} className="row">
        <label className="sr-only" htmlFor="recherche-globale">
          Rechercher dans le territoire
        </label>
        <input
          className="input"
          id="recherche-globale"
          name="q"
          type="search"
          placeholder="Rechercher une fiche, une commune, un partenaire…"
        />
        <button type="submit" className="sr-only">
          <Search aria-hidden /> Rechercher
        </button>
      </Form>
      <DateTravel at={at} today={today} />
      <div className="end">
        <kbd className="badge" title="Palette de commandes">
          <Command aria-hidden size={12} /> K
        </kbd>
        <ThemeButton />
        <Link className="small" to={`${base}/moi`} title={personne.roles}>
          {personne.nom}
        </Link>
        <Form method="post" action="/deconnexion">
          <button type="submit" className="btn ghost small">
            <LogOut aria-hidden size={16} /> <span className="sr-only">Se déconnecter</span>
          </button>
        </Form>
      </div>
    </header>
  )
}

/** Reads the project at another day: keeps the page and its filters, changes `au`. */
function DateTravel({ at, today }: { at: IsoDate; today: IsoDate }) {
  const [params] = useSearchParams()
  const kept = [...params].filter(([name]) => name !== 'au')
  return (
    <Form className="row" aria-label="Lire le projet à une autre date">
      {kept.map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <CalendarClock aria-hidden size={18} />
      <label className="sr-only" htmlFor="au">
        Le projet au
      </label>
      <input
        className="input date-travel"
        id="au"
        name="au"
        type="date"
        key={at}
        defaultValue={at}
        max="2100-12-31"
      />
      <button type="submit" className="btn small">
        Aller à cette date
      </button>
      {at !== today && <Link to="?">Revenir à aujourd’hui</Link>}
    </Form>
  )
}

function TravelBanner({ at }: { at: IsoDate }) {
  const { pathname } = useLocation()
  return (
    <div className="travel-banner" role="status">
      <CalendarClock aria-hidden size={18} /> Vous lisez le projet tel qu’il était au {formatDateLong(at)}.
      <Link to={pathname}>Revenir à aujourd’hui</Link>
    </div>
  )
}

function ThemeButton() {
  return (
    <button type="button" className="btn ghost small" onClick={switchTheme}>
      <Moon aria-hidden size={16} /> <span className="sr-only">Changer de thème, clair ou sombre</span>
    </button>
  )
}

function switchTheme(): void {
  const root = document.documentElement
  const dark = root.dataset.theme
    ? root.dataset.theme === 'sombre'
    : matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = dark ? 'clair' : 'sombre'
  // Read by the server at the next page, so that it arrives already in the chosen theme. biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `maillage.theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax`
}

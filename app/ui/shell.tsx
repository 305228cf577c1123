import { LogOut, Menu, Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Form, Link, NavLink } from 'react-router'
import type { IsoDate } from '#app/lib/dates.ts'
import { CommandPalette } from './command-palette.tsx'
import { DateTravel, TravelBanner } from './date-travel.tsx'
import { Logo } from './logo.tsx'
import { ThemeButton } from './theme-button.tsx'

export interface NavGroup {
  title: string
  links: ReadonlyArray<{ to: string; label: string; icon: ReactNode; end?: boolean; count?: number }>
}

export interface ShellProps {
  territoire: { nom: string; base: string }
  personne: { nom: string; roles: string }
  groups: ReadonlyArray<NavGroup>
  at: IsoDate
  today: IsoDate
  children: ReactNode
}

/** The frame of every page of a territory: modules on the left, search and date on top. */
export function Shell({ territoire, personne, groups, at, today, children }: ShellProps) {
  return (
    <div className="shell">
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <Modules territoire={territoire} groups={groups} />
      <div className="shell-main">
        <TopBar
          base={territoire.base}
          personne={personne}
          groups={groups}
          travel={<DateTravel at={at} today={today} />}
        />
        <TravelBanner at={at} today={today} />
        <main id="contenu" className="page" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  )
}

function Modules({ territoire, groups }: Pick<ShellProps, 'territoire' | 'groups'>) {
  const [open, setOpen] = useState(false)
  return (
    <header className="shell-nav">
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
            <ul className="list">
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
    </header>
  )
}

interface TopBarProps {
  base: string
  personne: ShellProps['personne']
  groups: ShellProps['groups']
  travel: ReactNode
}

function TopBar({ base, personne, groups, travel }: TopBarProps) {
  return (
    <section className="topbar" aria-label="Recherche, date et compte">
      <Form role="search" action={`${base}/recherche`} className="search-box">
        <Search aria-hidden size={16} />
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
          Rechercher
        </button>
      </Form>
      <CommandPalette base={base} groups={groups} />
      <div className="end">
        {travel}
        <ThemeButton />
        <Link className="small person" to={`${base}/moi`} title={personne.roles}>
          {personne.nom}
        </Link>
        <Form method="post" action="/deconnexion">
          <button type="submit" className="btn ghost small" title="Se déconnecter">
            <LogOut aria-hidden size={16} /> <span className="sr-only">Se déconnecter</span>
          </button>
        </Form>
      </div>
    </section>
  )
}

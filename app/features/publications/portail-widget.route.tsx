import { NotFound } from '#app/lib/errors.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-widget.route'
import { readPortail } from './portail.server.ts'
import { linesOf } from './widgets.server.ts'
import { widgetNames, widgets } from './widgets.ts'
import './portail.css'

/** Shown inside another site: no program is sent, and its links open outside the frame. */
export const handle = { sansScript: true }

export async function loader(args: Route.LoaderArgs) {
  const widget = widgetNames.find((name) => name === args.params.nom)
  const now = args.context.get(servicesContext).now()
  const commune = (new URL(args.request.url).searchParams.get('commune') ?? '').slice(0, 5)
  return readPortail(args, args.params.territoire, async (tx, { nom }) => {
    if (!widget) throw new NotFound('Cette page n’existe pas.')
    return { nom, widget, lines: await linesOf[widget](tx, { commune, now }) }
  })
}

export default function PortailWidget({ loaderData: { nom, widget, lines }, params }: Route.ComponentProps) {
  const base = `/p/${params.territoire}`
  return (
    <main className={`portail-widget ${widget}`}>
      <title>{`${widgets[widget].label} · ${nom}`}</title>
      <h1>{widgets[widget].label}</h1>
      {lines.length === 0 && <p className="muted">Rien à montrer pour l’instant.</p>}
      <ul className="list">
        {lines.map(({ lien, titre, note }) => (
          <li key={titre}>
            <a href={base + lien} target="_blank" rel="noreferrer">
              {titre}
              <span className="sr-only"> (nouvel onglet)</span>
            </a>
            {note && <span className="muted"> {note}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">
        <a href={base} target="_blank" rel="noreferrer">
          {nom}, projet de cohésion sociale<span className="sr-only"> (nouvel onglet)</span>
        </a>
      </p>
    </main>
  )
}

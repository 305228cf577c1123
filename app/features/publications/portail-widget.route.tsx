import { NotFound } from '#app/lib/errors.ts'
import { formatInstant } from '#app/lib/paris-time.ts'
import { formatCount } from '#app/lib/text.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-widget.route'
import { listMoments } from './agenda.server.ts'
import { countPublished, getStrategie, listActions } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { type Widget, widgetNames, widgets } from './widgets.ts'
import './portail.css'

/** Shown inside another site: no program is sent, and its links open outside the frame. */
export const handle = { sansScript: true }

const SHOWN = 20

export async function loader(args: Route.LoaderArgs) {
  const widget = widgetNames.find((name) => name === args.params.nom)
  const now = args.context.get(servicesContext).now()
  const commune = (new URL(args.request.url).searchParams.get('commune') ?? '').slice(0, 5)
  return readPortail(args, args.params.territoire, async (tx, { nom }) => {
    if (!widget) throw new NotFound('Cette page n’existe pas.')
    return { nom, widget, lines: await linesOf[widget](tx, { commune, now }) }
  })
}

interface Line {
  lien: string
  titre: string
  note: string
}

type Tx = Parameters<typeof countPublished>[0]

const linesOf: Record<Widget, (tx: Tx, asked: { commune: string; now: Date }) => Promise<Line[]>> = {
  actions: async (tx, { commune }) => {
    const rows = await listActions(tx, { commune, axe: '', q: '' })
    return rows
      .slice(0, SHOWN)
      .map(({ adresse, fiche }) => ({ lien: `/actions/${adresse}`, titre: fiche.titre, note: fiche.porteur }))
  },
  chiffres: async (tx) => {
    const [counts, strategie] = [await countPublished(tx), await getStrategie(tx)]
    const its = strategie?.contenu
    return [
      { lien: '/actions', titre: formatCount(counts.fiche, 'action publiée', 'actions publiées'), note: '' },
      ...(its
        ? [
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.axes.length, 'axe'),
              note: its.titre,
            },
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.communes.length, 'commune'),
              note: '',
            },
            {
              lien: `/documents/${strategie.adresse}`,
              titre: formatCount(its.signataires.length, 'signataire'),
              note: '',
            },
          ]
        : []),
    ]
  },
  agenda: async (tx, { now }) => {
    const moments = await listMoments(tx, now)
    return moments.map(({ lien, titre, le }) => ({ lien, titre, note: formatInstant(le) }))
  },
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

import { Feed } from 'feed'
import { escapeHtml } from '#app/platform/documents/html.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-flux.route'
import { listPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { publicNatures } from './public.schema.ts'

const ENTRIES = 50

/** What was published lately, for a feed reader. */
export async function loader(args: Route.LoaderArgs) {
  const { territoire } = args.params
  const { nom, rows } = await readPortail(args, territoire, async (tx, portail) => ({
    nom: portail.nom,
    rows: await listPublished(tx, { limit: ENTRIES }),
  }))
  const base = `${args.context.get(servicesContext).config.publicUrl}/p/${territoire}`
  const feed = new Feed({
    id: base,
    link: base,
    title: `Projet de cohésion sociale · ${nom}`,
    language: 'fr',
    copyright: nom,
    updated: new Date(rows[0]?.publieLe ?? 0),
    feedLinks: { atom: `${base}/flux.atom` },
  })
  for (const row of rows) {
    const link = `${base}/${publicNatures[row.nature].chemin}/${row.adresse}`
    const date = new Date(row.publieLe)
    feed.addItem({
      id: link,
      link,
      date,
      published: date,
      title: escapeHtml(row.titre),
      description: escapeHtml(row.resume),
    })
  }
  return new Response(feed.atom1(), { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

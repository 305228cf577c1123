import { escapeHtml } from '#app/platform/documents/html.ts'
import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/portail-plan.route'
import { listPublished } from './portail.queries.server.ts'
import { readPortail } from './portail.server.ts'
import { publicNatures } from './public.schema.ts'

const pages = [
  '',
  '/quartier',
  '/actions',
  '/appels',
  '/documents',
  '/experiences',
  '/rapports',
  '/donnees',
  '/accessibilite',
  '/en',
]

/** The addresses of the portal, for search engines. */
export async function loader(args: Route.LoaderArgs) {
  const { territoire } = args.params
  const rows = await readPortail(args, territoire, (tx) => listPublished(tx))
  const base = `${args.context.get(servicesContext).config.publicUrl}/p/${territoire}`
  const urls = [
    ...pages.map((path) => `<url><loc>${escapeHtml(base + path)}</loc></url>`),
    ...rows.map(
      (row) =>
        `<url><loc>${escapeHtml(`${base}/${publicNatures[row.nature].chemin}/${row.adresse}`)}</loc><lastmod>${row.publieLe.slice(0, 10)}</lastmod></url>`,
    ),
  ]
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`
  return new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}

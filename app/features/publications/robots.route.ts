import { answering, servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/robots.route'
import { listOpenPortails } from './portail.server.ts'

/** Robots read the open portals and nothing else. */
export async function loader(args: Route.LoaderArgs) {
  const { publicUrl } = args.context.get(servicesContext).config
  const portails = await answering(() => listOpenPortails(args))
  const lines = [
    'User-agent: *',
    'Allow: /p/',
    'Allow: /assets/',
    'Disallow: /',
    ...portails.map(({ slug }) => `Sitemap: ${publicUrl}/p/${slug}/plan-du-site.xml`),
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

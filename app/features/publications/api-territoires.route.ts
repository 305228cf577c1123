import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/api-territoires.route'
import { apiAnswer, apiUrl, json } from './api.server.ts'
import { listOpenPortails } from './portail.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return apiAnswer(args, async () => {
    const { publicUrl } = args.context.get(servicesContext).config
    const donnees = (await listOpenPortails(args)).map(({ slug, nom }) => {
      const its = (path: string): string => apiUrl(args, `/territoires/${slug}/${path}`)
      return {
        territoire: slug,
        nom,
        portail: `${publicUrl}/p/${slug}`,
        liens: {
          documents: its('documents'),
          actions: its('actions'),
          experiences: its('experiences'),
          rapports: its('rapports'),
          evaluations: its('evaluations'),
          catalogue: its('catalogue.jsonld'),
        },
      }
    })
    return json({ donnees })
  })
}

import { servicesContext } from '#app/platform/http.server.ts'
import type { Route } from './+types/api-catalogue.route'
import { apiAnswer, apiUrl } from './api.server.ts'
import { reading } from './api-reads.server.ts'
import { catalogue } from './catalogue.ts'
import { countPublished } from './portail.queries.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { territoire } = args.params
  return apiAnswer(args, async () => {
    const body = await reading(args, territoire, async (tx, nom) =>
      catalogue({
        nom,
        portail: `${args.context.get(servicesContext).config.publicUrl}/p/${territoire}`,
        api: apiUrl(args, `/territoires/${territoire}`),
        counts: await countPublished(tx),
      }),
    )
    return { body: JSON.stringify(body), type: 'application/ld+json; charset=utf-8' }
  })
}

import { NotFound } from '#app/lib/errors.ts'
import type { Route } from './+types/api-element.route'
import { apiAnswer, json } from './api.server.ts'
import { natureAsked, readAll } from './api-reads.server.ts'

export async function loader(args: Route.LoaderArgs) {
  const { territoire, chemin, adresse } = args.params
  return apiAnswer(args, async () => {
    const found = (await readAll(args, territoire, natureAsked(chemin))).find(
      (its) => its.adresse === adresse,
    )
    if (!found) throw new NotFound('Rien n’est publié à cette adresse.')
    return json(found)
  })
}

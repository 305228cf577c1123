import { read } from '#app/platform/http.server.ts'
import type { Route } from './+types/organisation-choices.route'
import { listOrganisationChoices } from './organisation-choices.server.ts'

/** The directory as answers of a list, for the forms that ask for it once opened. */
export async function loader(args: Route.LoaderArgs) {
  return Response.json({ choices: await read(args, ({ tx, actor }) => listOrganisationChoices(tx, actor)) })
}

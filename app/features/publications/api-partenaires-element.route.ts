import type { Route } from './+types/api-partenaires-element.route'
import { partnerElement } from './api-partenaires.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return partnerElement(args, args.params)
}

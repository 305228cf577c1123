import type { Route } from './+types/api-partenaires-liste.route'
import { partnerList } from './api-partenaires.server.ts'

export async function loader(args: Route.LoaderArgs) {
  return partnerList(args, args.params)
}

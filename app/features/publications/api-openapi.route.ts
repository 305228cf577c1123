import type { Route } from './+types/api-openapi.route'
import { apiAnswer, apiUrl, json } from './api.server.ts'
import { openApi } from './openapi.ts'

export async function loader(args: Route.LoaderArgs) {
  return apiAnswer(args, async () => json(openApi(apiUrl(args, ''))))
}

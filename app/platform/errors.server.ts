import { isRouteErrorResponse } from 'react-router'
import { logger } from './log.server.ts'

/** Called for what a page throws and nobody expected; what a rule refuses, and addresses that
 * lead nowhere, are answers and not failures. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  logger.error({ err: error, path: new URL(request.url).pathname }, 'erreur inattendue')
}

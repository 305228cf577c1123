import { logger } from './log.server.ts'

/** Called for what a page throws and nobody expected; what a rule refuses never comes here. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return
  logger.error({ err: error, path: new URL(request.url).pathname }, 'erreur inattendue')
}

import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import * as build from 'virtual:react-router/server-build'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { RouterContextProvider, type ServerBuild } from 'react-router'
import { reportReminders } from '#app/features/conventions/index.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import type { Config } from '#app/platform/config.server.ts'
import { nonceContext, servicesContext } from '#app/platform/http.server.ts'
import { startJobs } from '#app/platform/jobs.server.ts'
import { logger } from '#app/platform/log.server.ts'
import { projectPath } from '#app/platform/root.server.ts'
import { openServices, type Services } from '#app/platform/services.server.ts'
import { seedFigures } from '#seed/demo/observatoire.server.ts'
import { hasDemo, seedDemo } from '#seed/demo.server.ts'
import { apiGuard } from './api-guard.ts'
import { handlersByRoom } from './rooms.ts'
import { securityHeaders } from './security.ts'

/** The host: static files, the sign-in library, then the pages. */
export function createHost(services: Services, clientFolder: string): Hono {
  const host = new Hono()
  const handlerFor = handlersByRoom(
    build as unknown as ServerBuild, // the virtual module is typed as any by Vite
    services.config.production ? 'production' : 'development',
  )
  host.use('*', securityHeaders(services.config))
  host.use('*', compress())
  host.use('/api/v1/*', apiGuard)
  host.use(
    '/assets/*',
    serveStatic({
      root: clientFolder,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  // By name: asking the disk for every page's address costs more than reading its session.
  for (const name of filesAtTheRoot(clientFolder)) host.use(`/${name}`, serveStatic({ root: clientFolder }))
  host.all('/api/auth/*', (c) => services.auth.handler(withClientIp(c.req.raw, clientIp(c, services))))
  host.all('*', (c) => {
    const context = new RouterContextProvider()
    context.set(servicesContext, services)
    context.set(nonceContext, c.get('nonce'))
    return handlerFor(c.req.url)(withClientIp(c.req.raw, clientIp(c, services)), context)
  })
  return host
}

function filesAtTheRoot(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
}

// The header is ours: whatever the client sent under that name is replaced.
function withClientIp(request: Request, ip: string): Request {
  request.headers.set('x-maillage-client-ip', ip)
  return request
}

function clientIp(c: Parameters<typeof getConnInfo>[0], services: Services): string {
  const forwarded = services.config.trustedProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  return forwarded ?? getConnInfo(c).remote.address ?? '127.0.0.1'
}

/** Opens everything and listens. Returns the address and the way to stop. */
export async function startServer(
  config: Config,
): Promise<{ url: string; services: Services; stop: () => Promise<void> }> {
  const services = await openServices(config)
  if (config.demo && !(await hasDemo(services.database.db))) await seedDemo(services.database.db)
  if (config.demo) await seedFigures(config.dataDir)
  const server = serve({
    fetch: createHost(services, projectPath('build/client')).fetch,
    port: config.port,
    hostname: config.host,
  })
  try {
    await once(server, 'listening')
  } catch (error) {
    await services.close()
    throw portTaken(error, config)
  }
  // Not awaited: the first page does not wait for the queues.
  const running = startJobs(services, { also: [reportReminders] }).catch((err: unknown) => {
    logger.error({ err }, 'les tâches de fond ne démarrent pas')
    return { stop: async () => undefined }
  })
  return {
    url: config.publicUrl,
    services,
    stop: async () => {
      await new Promise((resolve) => server.close(resolve))
      await (await running).stop()
      await services.close()
    },
  }
}

function portTaken(error: unknown, config: Config): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken
    ? new Refusal(
        'port-occupe',
        `Le port ${config.port} est déjà pris : arrêtez l’autre programme, ou choisissez-en un avec PORT=…`,
      )
    : error
}

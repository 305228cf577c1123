import { createRequestHandler, type RequestHandler, type ServerBuild } from 'react-router'

/**
 * Which handler answers a request. The router tries every route of the application on every request, several times:
 * with 250 routes that costs more than reading a page's figures (BENCH.md). The pages of a territory are therefore
 * looked for among those of their own room; any other address meets the whole application, as it would without this.
 */
export function handlersByRoom(build: ServerBuild, mode: string): (url: string) => RequestHandler {
  const whole = createRequestHandler(build, mode)
  const rooms = new Set(Object.keys(build.routes).map((id) => roomOf(pathOf(build, id))))
  const made = new Map<string, RequestHandler>()
  return (url) => {
    const room = roomOf(new URL(url).pathname.replace(/\.data$/, ''))
    if (room === null || !rooms.has(room)) return whole
    const handler = made.get(room) ?? createRequestHandler(onlyRoom(build, room), mode)
    made.set(room, handler)
    return handler
  }
}

/** « fiches » for `/t/:territoire/fiches/…`; null outside a territory and for its home. */
function roomOf(path: string): string | null {
  const [, first, , room] = path.split('/')
  return first === 't' && room ? room : null
}

function pathOf(build: ServerBuild, id: string): string {
  const route = build.routes[id]
  if (!route) return ''
  const above = route.parentId ? pathOf(build, route.parentId) : ''
  return route.path ? `${above}/${route.path}` : above
}

/** The same application without the pages of the other rooms. */
function onlyRoom(build: ServerBuild, room: string): ServerBuild {
  const stays = (id: string) => [null, room].includes(roomOf(pathOf(build, id)))
  return {
    ...build,
    routes: Object.fromEntries(Object.entries(build.routes).filter(([id]) => stays(id))),
    assets: {
      ...build.assets,
      routes: Object.fromEntries(Object.entries(build.assets.routes).filter(([id]) => stays(id))),
    },
  }
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const feature = (label: string, citycode: string) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [3.52, 50.36] },
  properties: { label, citycode, score: 0.9 },
})

const known: Record<string, object> = {
  '12 rue de Mons': { features: [feature('12 rue de Mons, 59300 Valenciennes', '59606')] },
  'rue de la Gare': {
    features: [
      feature('Rue de la Gare, 59410 Anzin', '59014'),
      feature('Rue de la Gare, 59300 Valenciennes', '59606'),
      feature('Rue de la Gare, 75000 Paris', '75056'),
    ],
  },
  'rue de Rivoli': { features: [feature('Rue de Rivoli, 75001 Paris', '75101')] },
  bavard: { features: [{ properties: { label: 12 } }] },
}

/** A geocoding service on this machine, with a few addresses; « panne » fails, « lent » never answers. */
export async function aGeocoder() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const typed = new URL(request.url ?? '/', 'http://ici').searchParams.get('q') ?? ''
    asked.push(typed)
    if (typed === 'lent') return
    if (typed === 'panne') response.writeHead(503).end('<html>Maintenance</html>')
    else response.end(JSON.stringify(known[typed] ?? { features: [] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port gives an address, never a path.
  const { port } = server.address() as AddressInfo
  const stop = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/geocodage/search`, asked, stop }
}

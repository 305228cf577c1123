import { type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const subnets4: ReadonlyArray<readonly [string, number]> = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

// Besides what is not of this world, the ways to write an IPv4 address in IPv6: they would open a side door.
const subnets6: ReadonlyArray<readonly [string, number]> = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const closed4 = new BlockList()
const closed6 = new BlockList()
for (const [net, bits] of subnets4) closed4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of subnets6) closed6.addSubnet(net, bits, 'ipv6')

/** Whether an address is of the Internet of everybody: not this machine, not its network, nothing reserved. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return family === 4 ? !closed4.check(address, 'ipv4') : !closed6.check(address, 'ipv6')
}

/** An address refused before anything was sent to it. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} mène à une adresse privée ou réservée : rien n’y est envoyé.`)
  }
}

/**
 * The lookup of a connection that goes only to public addresses: every address of the name is judged, and the
 * connection uses those that were judged, so that a name that changes its mind between the two gains nothing.
 */
export const publicLookup: LookupFunction = (host, options, callback) => {
  const asked: LookupOptions & { all: true } = { ...options, all: true }
  lookup(host, asked, (error, addresses) => {
    if (error) return callback(error, [])
    if (addresses.some(({ address }) => !isPublicAddress(address)))
      return callback(new PrivateAddress(host), [])
    const [first] = addresses
    if (options.all) return callback(null, addresses)
    return callback(null, first?.address ?? '', first?.family)
  })
}

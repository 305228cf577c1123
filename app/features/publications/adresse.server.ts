import { findAddresses } from '#app/platform/geocodage.server.ts'

interface Place {
  code: string
  nom: string
}

/** What an address typed on the portal leads to. */
export type AdresseFound =
  | { kind: 'rien' }
  | { kind: 'ici'; adresse: string; commune: Place }
  | { kind: 'choix'; adresses: Array<{ label: string; commune: Place }> }
  | { kind: 'ailleurs'; label: string }
  | { kind: 'inconnue' }
  | { kind: 'muet' }

/** The commune of an address among those of the territory. Asked before any transaction opens: the service may be slow. */
export async function locate(service: string | null, typed: string): Promise<LocatedAddress> {
  const found = await findAddresses(service, typed)
  return { typed, found }
}

export interface LocatedAddress {
  typed: string
  found: Awaited<ReturnType<typeof findAddresses>>
}

/** What to say of it, knowing the communes of the territory. */
export function readAddress({ typed, found }: LocatedAddress, communes: ReadonlyArray<Place>): AdresseFound {
  if (typed === '') return { kind: 'rien' }
  if (found === null) return { kind: 'muet' }
  const [first] = found
  if (!first) return { kind: 'inconnue' }
  const here = found.flatMap(({ label, communeCode }) => {
    const commune = communes.find(({ code }) => code === communeCode)
    return commune ? [{ label, commune: { code: commune.code, nom: commune.nom } }] : []
  })
  const [only] = here
  if (!only) return { kind: 'ailleurs', label: first.label }
  if (new Set(here.map(({ commune }) => commune.code)).size === 1)
    return { kind: 'ici', adresse: only.label, commune: only.commune }
  return { kind: 'choix', adresses: here }
}

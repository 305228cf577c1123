import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { Refusal } from '#app/lib/errors.ts'

const epciShape = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  membres: z.array(
    z.object({ code: z.string(), siren: z.string(), nom: z.string(), populationMunicipale: z.number() }),
  ),
})

const natures: Record<string, 'CA' | 'CC' | 'CU' | 'METRO' | 'EPT'> = {
  CA: 'CA',
  CC: 'CC',
  CU: 'CU',
  METRO: 'METRO',
  MET69: 'METRO',
  EPT: 'EPT',
}

/** An EPCI of the official reference data with its communes. @throws Refusal for a SIREN that is no EPCI. */
export function readEpci(siren: string) {
  const path = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/epci.json')
  const all: Array<{ code: string }> = JSON.parse(readFileSync(path, 'utf8'))
  const found = all.find((its) => its.code === siren)
  if (!found)
    throw new Refusal(
      'epci-inconnu',
      `Aucun EPCI n’a le SIREN ${siren} dans le découpage administratif : vérifiez ses neuf chiffres.`,
    )
  const epci = epciShape.parse(found)
  return {
    code: epci.code,
    nom: epci.nom,
    nature: natures[epci.type] ?? 'CC',
    membres: epci.membres.map((its) => ({
      code: its.code,
      siren: its.siren,
      nom: its.nom,
      population: its.populationMunicipale,
    })),
  }
}

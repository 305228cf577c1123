import { readFile } from 'node:fs/promises'
import type { Tx } from '#app/db/connection.server.ts'
import { Refusal } from '#app/lib/errors.ts'
import { communeOf, departementReference, regionReference } from '#geo/referentiel.ts'
import { type ReadPage, readAides, type TerritoireNames } from './aide-import.ts'
import { getTerritoireNames } from './aides.queries.server.ts'

/** The names of the territory of this transaction, its département and region included. */
export async function territoireNames(tx: Tx): Promise<TerritoireNames> {
  const { codes, ...names } = await getTerritoireNames(tx)
  const commune = communeOf(codes[0] ?? '')
  const departement = departementReference(commune?.departement ?? '')?.nom ?? ''
  const region = regionReference(commune?.region ?? '')?.nom ?? ''
  return { ...names, departement, region }
}

/** Reads a page of the API kept as a file. @throws Refusal when it is not one */
export async function rehearseAides(tx: Tx, path: string): Promise<ReadPage> {
  let document: unknown
  try {
    document = JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, ''))
  } catch {
    throw new Refusal(
      'json-abime',
      'Ce fichier n’est pas du JSON : enregistrez la réponse de l’API telle quelle.',
      {
        field: 'fichier',
      },
    )
  }
  return readAides(document, await territoireNames(tx))
}

import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'

export interface PerimetreOf {
  id: string
  nom: string
  aConfirmer: boolean
}

/** The perimeters that hold a commune at a date. */
export async function listPerimetresOfCommune(tx: Tx, code: string, at: IsoDate): Promise<PerimetreOf[]> {
  return tx
    .selectFrom('perimetreCommune as pc')
    .innerJoin('perimetre as p', (join) =>
      join.onRef('p.id', '=', 'pc.perimetreId').onRef('p.territoireId', '=', 'pc.territoireId'),
    )
    .select(['p.id', 'p.nom', 'pc.aConfirmer'])
    .where('pc.communeCode', '=', code)
    .where('pc.debut', '<=', at)
    .where((eb) => eb.or([eb('pc.fin', 'is', null), eb('pc.fin', '>', at)]))
    .orderBy('p.nom')
    .execute()
}

export interface OrganisationOf {
  id: string
  nom: string
}

/** The organisations whose seat is in a commune. */
export async function listOrganisationsOfCommune(tx: Tx, code: string): Promise<OrganisationOf[]> {
  return tx
    .selectFrom('organisation')
    .select(['id', 'nom'])
    .where('communeCode', '=', code)
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .orderBy('nom')
    .limit(40)
    .execute()
}

import type { Tx } from '#app/db/connection.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'

export interface PerimetreOf {
  id: string
  nom: string
  aConfirmer: boolean
}

/** The perimeters that hold one of these communes at a date. */
export async function listPerimetresOfCommunes(
  tx: Tx,
  codes: readonly string[],
  at: IsoDate,
): Promise<PerimetreOf[]> {
  if (codes.length === 0) return []
  return tx
    .selectFrom('perimetreCommune as pc')
    .innerJoin('perimetre as p', (join) =>
      join.onRef('p.id', '=', 'pc.perimetreId').onRef('p.territoireId', '=', 'pc.territoireId'),
    )
    .select(['p.id', 'p.nom'])
    .select((eb) => eb.fn<boolean>('bool_or', ['pc.aConfirmer']).as('aConfirmer'))
    .where('pc.communeCode', 'in', [...codes])
    .where('pc.debut', '<=', at)
    .where((eb) => eb.or([eb('pc.fin', 'is', null), eb('pc.fin', '>', at)]))
    .groupBy(['p.id', 'p.nom'])
    .orderBy('p.nom')
    .execute()
}

export interface OrganisationOf {
  id: string
  nom: string
  nature: string
}

/** The organisations whose seat is in a commune. */
export async function listOrganisationsOfCommune(tx: Tx, code: string): Promise<OrganisationOf[]> {
  return tx
    .selectFrom('organisation')
    .select(['id', 'nom', 'nature'])
    .where('communeCode', '=', code)
    .where('archiveLe', 'is', null)
    .where('fusionneeDans', 'is', null)
    .orderBy('nom')
    .limit(40)
    .execute()
}

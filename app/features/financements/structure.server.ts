import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'

/** The carrier as its permanent file knows it: what the form does not ask again. */
export interface Structure {
  id: string
  nom: string
  sigle: string | null
  nature: string
  siret: string | null
  rna: string | null
  adresse: string | null
  commune: string | null
  courriel: string | null
  telephone: string | null
  siteWeb: string | null
}

/** The identity of the carrier of a dossier one may read. */
export async function getStructure(tx: Tx, id: string): Promise<Structure> {
  const { rows } = await sql<Structure>`
    select o.id, o.nom, o.sigle, o.nature, o.siret, o.rna, o.adresse, c.nom as commune, o.courriel, o.telephone, o.site_web
    from organisation o left join commune c on c.territoire_id = o.territoire_id and c.code = o.commune_code
    where o.territoire_id = territoire_courant() and o.id = ${id}`.execute(tx)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { formatDate } from '#app/lib/dates.ts'
import type { AttributionRecord } from './attribution.schema.ts'
import type { ToPublish } from './scdl.ts'

/**
 * The subsidies this territory's EPCI attributed in a year, from the files in which it is the authority. The caller has
 * checked the right to read them; row-level security keeps to the territory.
 */
export async function listToPublish(tx: Tx, annee: number): Promise<ToPublish[]> {
  const { rows } = await sql<AttributionRecord & { siretEpci: string | null; nomEpci: string | null }>`
    with epci as (
      select t.siren, t.nom, o.nom as organisation, o.siret from territoire t
      left join organisation o on o.territoire_id = t.id and o.nature = 'epci' and o.archive_le is null and o.fusionnee_dans is null
        and (o.siren = t.siren or left(o.siret, 9) = t.siren or o.siren is null)
      where t.id = territoire_courant() order by o.siret nulls last limit 1)
    select e.*, i.fichier, e.part::float8 as part, epci.siret as siret_epci, coalesce(epci.organisation, epci.nom) as nom_epci
    from attribution e join import_attributions i on i.territoire_id = e.territoire_id and i.id = e.import_id, epci
    where e.territoire_id = territoire_courant() and i.annule_le is null and i.remplace_par is null
      and coalesce(extract(year from e.date_convention)::int, e.annee) = ${annee}
      and (left(e.id_attribuant, 9) = epci.siren
        or (e.id_attribuant is null and nom_simple(e.nom_attribuant) in (nom_simple(epci.nom), nom_simple(epci.organisation))))
    order by e.date_convention, e.nom_beneficiaire, e.id`.execute(tx)
  return rows.map(({ siretEpci, nomEpci, ...its }) => ({
    ...its,
    origine: `${its.fichier}, ligne ${its.ligne}`,
    idSubvention: its.id,
    nomAttribuant: its.nomAttribuant || (nomEpci ?? ''),
    idAttribuant: its.idAttribuant?.length === 14 ? its.idAttribuant : siretEpci,
    statut: its.dateConvention ? `Conventionnée le ${formatDate(its.dateConvention)}` : '',
  }))
}

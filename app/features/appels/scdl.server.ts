import { sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { type Decision, listDecisions, listDecisionYears } from '#app/features/financements/index.server.ts'
import { formatDate } from '#app/lib/dates.ts'
import type { AttributionRecord } from './attribution.schema.ts'
import type { ToPublish } from './scdl.ts'

interface Epci {
  siren: string
  nom: string
  territoire: string
  siret: string | null
  /** Its records in the directory of the territory. */
  ids: string[]
}

/**
 * The subsidies this territory's EPCI attributed in a year: those decided here, and those of the files in which it is
 * the authority. A grant that is in both is published once. The caller has checked the right to read them; row-level
 * security keeps to the territory.
 */
export async function listToPublish(tx: Tx, annee: number): Promise<ToPublish[]> {
  const epci = await getEpci(tx)
  const brought = await listBrought(tx, epci, annee)
  const decided = (await listDecisions(tx, { annee, financeurIds: epci.ids })).map((its) =>
    fromDecision(its, epci),
  )
  const known = new Map(brought.map((its) => [grantKey(its), its]))
  return [...decided.filter((its) => its.idBeneficiaire === null || !known.has(grantKey(its))), ...brought]
}

/** The years for which something was decided here. */
export async function listYearsDecided(tx: Tx): Promise<number[]> {
  return listDecisionYears(tx, (await getEpci(tx)).ids)
}

const grantKey = (its: ToPublish): string => `${its.idBeneficiaire}|${its.montantCentimes}`

async function getEpci(tx: Tx): Promise<Epci> {
  const { rows } = await sql<Epci>`
    select t.siren, coalesce((array_agg(o.nom order by o.siret nulls last))[1], t.nom) as nom, t.nom as territoire, (array_agg(o.siret order by o.siret nulls last))[1] as siret,
      coalesce(array_agg(o.id) filter (where o.id is not null), '{}') as ids
    from territoire t left join organisation o on o.territoire_id = t.id and o.nature = 'epci' and o.archive_le is null and o.fusionnee_dans is null
      and (o.siren = t.siren or left(o.siret, 9) = t.siren or o.siren is null)
    where t.id = territoire_courant() group by t.id, t.siren, t.nom`.execute(tx)
  return rows[0] ?? { siren: '', nom: '', territoire: '', siret: null, ids: [] }
}

async function listBrought(tx: Tx, epci: Epci, annee: number): Promise<ToPublish[]> {
  const { rows } = await sql<AttributionRecord>`
    select e.*, i.fichier, e.part::float8 as part
    from attribution e join import_attributions i on i.territoire_id = e.territoire_id and i.id = e.import_id
    where e.territoire_id = territoire_courant() and i.annule_le is null and i.remplace_par is null
      and coalesce(extract(year from e.date_convention)::int, e.annee) = ${annee}
      and (left(e.id_attribuant, 9) = ${epci.siren}
        or (e.id_attribuant is null and nom_simple(e.nom_attribuant) in (nom_simple(${epci.nom}), nom_simple(${epci.territoire}))))
    order by e.date_convention, e.nom_beneficiaire, e.id`.execute(tx)
  return rows.map((its) => ({
    ...its,
    origine: `${its.fichier}, ligne ${its.ligne}`,
    idSubvention: its.id,
    nomAttribuant: its.nomAttribuant || epci.nom,
    idAttribuant: its.idAttribuant?.length === 14 ? its.idAttribuant : epci.siret,
    statut: its.dateConvention ? `Conventionnée le ${formatDate(its.dateConvention)}` : '',
  }))
}

const LONGEST_OBJECT = 256

/** A grant decided here. What nobody wrote stays empty, and leaves the row out with its reason. */
function fromDecision(its: Decision, epci: Epci): ToPublish {
  const date = its.signeLe ?? its.decideLe
  const isMarked = its.appel.includes('exemple')
  return {
    origine: `Dossier ${its.numero}`,
    idSubvention: its.id,
    nomAttribuant: epci.nom,
    idAttribuant: epci.siret,
    dateConvention: date,
    referenceDecision: its.reference,
    nomBeneficiaire: its.beneficiaire,
    idBeneficiaire: its.siret,
    rnaBeneficiaire: its.rna,
    objet: its.objet.slice(0, LONGEST_OBJECT),
    montantCentimes: its.accordeCentimes,
    nature: 'numeraire',
    conditionsVersement: its.versements === 0 ? '' : its.versements === 1 ? 'unique' : 'échelonné',
    versementDebut: its.versementDebut,
    versementFin: its.versementFin,
    idRae: '',
    // Maillage notifies nothing to the Commission: a grant that is would be published from its own file.
    notificationUe: false,
    part: 1,
    dispositifAide: its.exemple && !isMarked ? `${its.appel} (exemple)` : its.appel,
    annee: its.annee,
    statut: its.signeLe ? `Conventionnée le ${formatDate(its.signeLe)}` : 'Accordée',
    etendu: {
      dateDebut: its.debut,
      dateFin: its.fin,
      montantDemandeCentimes: its.demandeCentimes,
      dateDecision: its.decideLe,
      pluriannualite: its.pluriannuel,
      ej: its.engagement,
      cofinanceurs: its.cofinanceurs,
    },
  }
}

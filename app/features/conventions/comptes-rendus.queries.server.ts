import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import { compteOf, groupes } from '#app/features/financements/index.words.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import type { RenduLine } from './compte-rendu.rules.ts'
import type { RenduInput } from './compte-rendu.schema.ts'
import type { ReliquatIssue, RenduEtat } from './compte-rendu.words.ts'

export interface RenduLigne extends RenduLine {
  id: string
  libelle: string
  financeur: string | null
}

export interface Reliquat {
  ligneId: string
  financeurId: string
  financeur: string
  accordeCentimes: number
  proposeCentimes: number
  issue: ReliquatIssue | null
  montantCentimes: number | null
  decideLe: IsoDate | null
  motif: string
}

export interface CompteRendu extends RenduInput {
  id: string
  version: number
  dossierId: string
  dossierNumero: string
  action: string
  porteurId: string
  porteur: string
  porteurSiret: string | null
  porteurRna: string | null
  appel: string
  courriel: string
  exercice: number
  etat: RenduEtat
  echeance: IsoDate
  deposeLe: Date | null
  accepteLe: Date | null
  aCorriger: string
  exemple: boolean
  lignes: RenduLigne[]
  reliquats: Reliquat[]
}

type Main = Omit<CompteRendu, 'lignes' | 'reliquats'>

/** A financial report, for who may read its dossier; NotFound otherwise. */
export async function getCompteRendu(tx: Tx, actor: Actor, id: string): Promise<CompteRendu> {
  const [main] = isId(id) ? await selectRendus(tx, actor, sql<SqlBool>`r.id = ${id}`) : []
  if (!main) throw new NotFound()
  return { ...main, lignes: await loadLignes(tx, id), reliquats: await loadReliquats(tx, id) }
}

/** The reports of a dossier, one a year, without their tables. */
export function listComptesRendus(tx: Tx, actor: Actor, dossierId: string): Promise<Main[]> {
  return selectRendus(tx, actor, sql<SqlBool>`r.dossier_id = ${dossierId}`)
}

async function selectRendus(tx: Tx, actor: Actor, which: Expression<SqlBool>): Promise<Main[]> {
  const { rows } = await sql<Main>`
    select r.id, r.version, r.dossier_id, coalesce(e.numero, '') as dossier_numero, e.titre as action, e.porteur_id, p.nom as porteur,
      p.siret as porteur_siret, p.rna as porteur_rna, a.titre as appel, e.responsable_courriel as courriel, r.exercice, r.etat, r.echeance,
      r.mise_en_oeuvre, r.beneficiaires, r.beneficiaires_detail, r.dates_lieux, r.objectifs_atteints, r.regles_repartition, r.ecarts,
      r.contributions_volontaires, r.observations, coalesce(nullif(r.signataire_nom, ''), e.signataire_nom) as signataire_nom,
      coalesce(nullif(r.signataire_fonction, ''), e.signataire_fonction) as signataire_fonction, r.depose_le, r.accepte_le, r.a_corriger, e.exemple
    from compte_rendu r
    join dossier e on e.territoire_id = r.territoire_id and e.id = r.dossier_id and e.archive_le is null
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    join organisation p on p.territoire_id = e.territoire_id and p.id = e.porteur_id
    where ${visibleDossiers(actor)} and ${which} order by r.exercice desc`.execute(tx)
  return rows
}

async function loadLignes(tx: Tx, id: string): Promise<RenduLigne[]> {
  const { rows } = await sql<Omit<RenduLigne, 'sens' | 'totalled'>>`
    select l.id, l.compte, l.libelle, o.nom as financeur, l.prevu_centimes::float8 as prevu_centimes, l.realise_centimes::float8 as realise_centimes
    from compte_rendu_ligne l left join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where l.territoire_id = territoire_courant() and l.compte_rendu_id = ${id} order by l.rang`.execute(tx)
  return rows.map((row) => {
    const groupe = groupes[compteOf(row.compte)?.groupe ?? '']
    return { ...row, sens: groupe?.sens ?? 'charge', totalled: groupe?.totalled ?? true }
  })
}

async function loadReliquats(tx: Tx, id: string): Promise<Reliquat[]> {
  const { rows } = await sql<Reliquat>`
    select q.ligne_id, l.financeur_id, o.nom as financeur,
      (coalesce(l.decide_specifique_centimes, 0) + coalesce(l.decide_droit_commun_centimes, 0))::float8 as accorde_centimes,
      q.propose_centimes::float8 as propose_centimes, q.issue, q.montant_centimes::float8 as montant_centimes, q.decide_le, q.motif
    from reliquat q join ligne l on l.territoire_id = q.territoire_id and l.id = q.ligne_id
    join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id
    where q.territoire_id = territoire_courant() and q.compte_rendu_id = ${id} order by o.nom`.execute(tx)
  return rows
}

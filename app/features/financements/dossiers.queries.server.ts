import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import { listOf } from '#app/platform/entity.server.ts'
import { type Actor, reachOf } from '#app/platform/permissions.ts'
import type { DossierInput } from './dossier.schema.ts'
import { dossierSpec } from './dossier.spec.ts'
import type { Attestation, DossierEtat, Tranche } from './dossier.words.ts'
import { carriersOf } from './financements.permissions.ts'

/**
 * The dossiers this person may read, over `dossier` aliased `e`. Before it is submitted a dossier belongs to who writes
 * it; after, to the team and the funders. A carrier only ever sees its own: another's is absent, whatever its state.
 */
export function visibleDossiers(actor: Actor): Expression<SqlBool> {
  const { reach, organisationIds } = reachOf(actor, 'dossiers.lire')
  if (reach === null) return sql<SqlBool>`false`
  const carriers = carriersOf(actor)
  const ofTerritory = sql<SqlBool>`e.territoire_id = territoire_courant()`
  if (carriers === null) return ofTerritory
  const own = sql<SqlBool>`(${ofTerritory} and e.porteur_id = any(${organisationIds}))`
  return reach === 'tout' ? sql<SqlBool>`(${ofTerritory} and (e.depose_le is not null or ${own}))` : own
}

export interface BudgetRow {
  id: string
  compte: string
  libelle: string
  financeurId: string | null
  financeur: string | null
  montantCentimes: number
}

export interface PublicRow {
  tranche: Tranche
  femmes: number
  hommes: number
  dontQpv: number
}

export interface ResultatRow {
  id: string
  indicateur: string
  unite: string
  cible: number | null
}

export interface PieceRow {
  id: string
  appelPieceId: string | null
  fichierId: string
  nom: string
  tailleOctets: number
  demande: string
}

export interface Dossier extends DossierInput {
  id: string
  version: number
  appelId: string
  appelCode: string
  appelTitre: string
  exercice: number
  numero: string | null
  porteurId: string
  porteur: string
  etat: DossierEtat
  motifEtat: string
  axe: string | null
  fiche: string | null
  signataireNom: string
  signataireFonction: string
  signeLe: Date | null
  depotCommenceLe: Date | null
  deposeLe: Date | null
  copieSha256: string | null
  modifieLe: Date
  exemple: boolean
  communes: string[]
  qpvs: string[]
  budget: BudgetRow[]
  publics: PublicRow[]
  resultats: ResultatRow[]
  pieces: PieceRow[]
  attestees: Attestation[]
}

type Main = Omit<Dossier, 'communes' | 'qpvs' | 'budget' | 'publics' | 'resultats' | 'pieces' | 'attestees'>

/** A dossier whole with what hangs on it, or NotFound: absent and another carrier's answer alike. */
export async function getDossier(tx: Tx, actor: Actor, id: string): Promise<Dossier> {
  if (!isId(id)) throw new NotFound()
  return loadDossier(tx, sql<SqlBool>`e.id = ${id} and ${visibleDossiers(actor)}`)
}

/** The same for what acts in nobody's name: the link of a signature, which proved its right before. */
export async function loadDossier(tx: Tx, which: Expression<SqlBool>): Promise<Dossier> {
  const { communeCodes, qpvCodes } = dossierSpec.links
  const { rows } = await sql<Main>`
    select e.id, e.version, e.appel_id, a.code as appel_code, a.titre as appel_titre, a.exercice, e.numero, e.porteur_id, o.nom as porteur,
      e.etat, e.motif_etat, e.titre, e.reconduction, e.pluriannuel, e.axe_id, e.fiche_id, e.objectifs, e.description, e.besoins,
      e.public_vise, e.debut, e.fin, e.portee, e.lieux, e.moyens_humains, e.benevoles, e.salaries, e.etp::float8 as etp, e.evaluation,
      e.charges_indirectes, e.autres_informations, e.responsable_nom, e.responsable_fonction, e.responsable_courriel,
      e.responsable_telephone, e.seuil_aides_depasse, e.signataire_nom, e.signataire_fonction, e.signe_le, e.depot_commence_le,
      e.depose_le, e.copie_sha256, e.modifie_le, e.exemple,
      (select v.numero || '. ' || v.titre from axe_version v where v.territoire_id = e.territoire_id and v.axe_id = e.axe_id order by v.debut desc limit 1) as axe,
      f.code || ' ' || f.titre as fiche,
      ${listOf(communeCodes, sql`e.id`)} as commune_codes, ${listOf(qpvCodes, sql`e.id`)} as qpv_codes
    from dossier e
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    left join fiche f on f.territoire_id = e.territoire_id and f.id = e.fiche_id
    where ${which}`.execute(tx)
  const [main] = rows
  if (!main) throw new NotFound()
  return { ...main, ...(await partsOf(tx, main.id)) }
}

/** What hangs on a dossier, in one query: at the last minute everybody asks for it. */
async function partsOf(tx: Tx, id: string): Promise<Omit<Dossier, keyof Main>> {
  const own = sql`l.territoire_id = territoire_courant() and l.dossier_id = ${id}`
  const { rows } = await sql<Omit<Dossier, keyof Main>>`select
    (select coalesce(json_agg(json_build_object('id', l.id, 'compte', l.compte, 'libelle', l.libelle, 'financeurId', l.financeur_id,
        'financeur', o.nom, 'montantCentimes', l.montant_centimes) order by l.rang, l.id), '[]')
      from dossier_budget l left join organisation o on o.territoire_id = l.territoire_id and o.id = l.financeur_id where ${own}) as budget,
    (select coalesce(json_agg(json_build_object('tranche', l.tranche, 'femmes', l.femmes, 'hommes', l.hommes, 'dontQpv', l.dont_qpv)), '[]')
      from dossier_public l where ${own}) as publics,
    (select coalesce(json_agg(json_build_object('id', l.id, 'indicateur', l.indicateur, 'unite', l.unite, 'cible', l.cible) order by l.rang, l.id), '[]')
      from dossier_resultat l where ${own}) as resultats,
    (select coalesce(json_agg(json_build_object('id', l.id, 'appelPieceId', l.appel_piece_id, 'fichierId', l.fichier_id, 'nom', f.nom,
        'tailleOctets', f.taille_octets, 'demande', l.demande) order by l.id), '[]')
      from dossier_piece l join fichier f on f.territoire_id = l.territoire_id and f.id = l.fichier_id and f.archive_le is null where ${own}) as pieces,
    (select coalesce(json_agg(l.nature order by l.nature), '[]') from dossier_attestation l where ${own}) as attestees,
    (select coalesce(json_agg(c.nom order by c.nom), '[]')
      from dossier_commune l join commune c on c.territoire_id = l.territoire_id and c.code = l.commune_code where ${own}) as communes,
    (select coalesce(json_agg(q.nom order by q.nom), '[]')
      from dossier_qpv l join qpv q on q.territoire_id = l.territoire_id and q.code = l.qpv_code where ${own}) as qpvs`.execute(
    tx,
  )
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

export interface DossierLine {
  id: string
  numero: string | null
  titre: string
  porteur: string
  appelCode: string
  appelTitre: string
  etat: DossierEtat
  deposeLe: Date | null
  modifieLe: Date
  demandeCentimes: number
  exemple: boolean
}

/** The dossiers a person may read, of one call or of all. */
export async function listDossiers(
  tx: Tx,
  actor: Actor,
  asked: { appelId?: string } = {},
): Promise<DossierLine[]> {
  const ofAppel = asked.appelId ? sql`and e.appel_id = ${asked.appelId}` : sql``
  const { rows } = await sql<DossierLine>`
    select e.id, e.numero, e.titre, o.nom as porteur, a.code as appel_code, a.titre as appel_titre, e.etat, e.depose_le, e.modifie_le, e.exemple,
      coalesce((select sum(b.montant_centimes) from dossier_budget b where b.territoire_id = e.territoire_id and b.dossier_id = e.id
        and b.financeur_id in (select financeur_id from appel_financeur x where x.territoire_id = e.territoire_id and x.appel_id = e.appel_id)), 0)::float8 as demande_centimes
    from dossier e
    join organisation o on o.territoire_id = e.territoire_id and o.id = e.porteur_id
    join appel_a_projets a on a.territoire_id = e.territoire_id and a.id = e.appel_id
    where ${visibleDossiers(actor)} ${ofAppel} and e.archive_le is null
    order by (e.depose_le is null) desc, e.numero desc nulls first, e.modifie_le desc`.execute(tx)
  return rows
}

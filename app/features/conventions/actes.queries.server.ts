import { type Expression, type SqlBool, sql } from 'kysely'
import type { Tx } from '#app/db/connection.server.ts'
import { visibleDossiers } from '#app/features/financements/index.server.ts'
import type { IsoDate } from '#app/lib/dates.ts'
import { NotFound } from '#app/lib/errors.ts'
import { isId } from '#app/lib/ids.ts'
import type { Actor } from '#app/platform/permissions.ts'
import { type Annexes, annexesSchema } from './acte.schema.ts'
import { type ActeEtat, type ActeNature, acteNatures } from './acte.words.ts'
import { defaultModeles } from './modeles.ts'
import { readsDrafts } from './suites.queries.server.ts'

export interface Acte {
  id: string
  version: number
  dossierId: string
  dossierNumero: string
  action: string
  porteurId: string
  porteur: string
  courriel: string
  financeurId: string
  financeur: string
  nature: ActeNature
  numero: string
  objet: string
  texte: string
  annexes: Annexes
  montantCentimes: number | null
  modifieId: string | null
  nouvelleFin: IsoDate | null
  debut: IsoDate | null
  fin: IsoDate | null
  etat: ActeEtat
  signeLe: IsoDate | null
  notifieLe: IsoDate | null
  deliberation: string
  engagement: string
  motifAnnulation: string
  exemple: boolean
}

/** The acts this person may read, over `acte` aliased `k` and its `dossier` aliased `e`: who does not instruct reads them once signed. */
function visibleActes(actor: Actor): Expression<SqlBool> {
  const dossiers = visibleDossiers(actor)
  return readsDrafts(actor)
    ? sql<SqlBool>`(${dossiers})`
    : sql<SqlBool>`(${dossiers} and k.etat in ('signe', 'notifie'))`
}

async function selectActes(tx: Tx, actor: Actor, which: Expression<SqlBool>): Promise<Acte[]> {
  const { rows } = await sql<Omit<Acte, 'annexes'> & { annexes: unknown }>`
    select k.id, k.version, k.dossier_id, coalesce(e.numero, '') as dossier_numero, e.titre as action, e.porteur_id, p.nom as porteur,
      e.responsable_courriel as courriel, k.financeur_id, o.nom as financeur, k.nature, k.numero, k.objet, k.texte, k.annexes,
      k.montant_centimes::float8 as montant_centimes, k.modifie_id, k.nouvelle_fin, k.debut, k.fin, k.etat, k.signe_le, k.notifie_le,
      k.deliberation, k.engagement, k.motif_annulation, e.exemple
    from acte k
    join dossier e on e.territoire_id = k.territoire_id and e.id = k.dossier_id and e.archive_le is null
    join organisation o on o.territoire_id = k.territoire_id and o.id = k.financeur_id
    join organisation p on p.territoire_id = e.territoire_id and p.id = e.porteur_id
    where ${visibleActes(actor)} and ${which} order by k.cree_le, (k.nature in ('notification', 'refus')) desc, k.numero`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, annexes: annexesSchema.parse(row.annexes) }))
}

/** The acts of a dossier, oldest first. */
export function listActes(tx: Tx, actor: Actor, dossierId: string): Promise<Acte[]> {
  return selectActes(tx, actor, sql<SqlBool>`k.dossier_id = ${dossierId}`)
}

/** The acts that wait for a signature or a notification, oldest first. */
export function listOpenActes(tx: Tx, actor: Actor): Promise<Acte[]> {
  return selectActes(tx, actor, sql<SqlBool>`k.etat in ('a_signer', 'signe')`)
}

/** One act, or NotFound: absent, another's and not yet signed answer a carrier alike. */
export async function getActe(tx: Tx, actor: Actor, id: string): Promise<Acte> {
  const [acte] = isId(id) ? await selectActes(tx, actor, sql<SqlBool>`k.id = ${id}`) : []
  if (!acte) throw new NotFound()
  return acte
}

export interface Modele {
  nature: ActeNature
  texte: string
  version: number
  /** Null while the text is the one Maillage comes with. */
  modifieLe: Date | null
}

/** The words of every kind of act, the territory's own where it wrote them. */
export async function listModeles(tx: Tx): Promise<Modele[]> {
  const { rows } = await sql<Modele>`select nature, texte, version, modifie_le from modele_acte
    where territoire_id = territoire_courant()`.execute(tx)
  const own = new Map(rows.map((its) => [its.nature, its]))
  const natures = Object.keys(acteNatures) as ActeNature[] // keys of a const record
  return natures.map(
    (nature) => own.get(nature) ?? { nature, texte: defaultModeles[nature], version: 0, modifieLe: null },
  )
}

/** The words of one kind of act. */
export async function getModele(tx: Tx, nature: string): Promise<Modele> {
  const modele = (await listModeles(tx)).find((its) => its.nature === nature)
  if (!modele) throw new NotFound()
  return modele
}
